import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLive } from '../../live/context.ts';
import { keys } from '../../live/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Modal } from '../../ui/Modal.tsx';
import styles from './DrillsScreen.module.css';

/** Shows a trainer the drill file. */
export function DrillFile({ drill }: { readonly drill: string }): ReactNode {
  const { client } = useLive();
  const [opened, setOpened] = useState(false);
  const { data, error } = useQuery({
    queryKey: [...keys.drills, drill],
    queryFn: () => client.drills.read({ drill }),
    enabled: opened,
  });
  return (
    <>
      <Button onClick={() => setOpened(true)}>Show the file</Button>
      <Modal title={`${drill}.yaml`} opened={opened} onClose={() => setOpened(false)} width={760}>
        {error !== null && <ErrorState problem={error} />}
        <pre className={styles.yaml}>{data?.yaml ?? ''}</pre>
      </Modal>
    </>
  );
}
