import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { importLimit } from '../../../shared/contract/drills.ts';
import { groupDigits } from '../../../shared/lib/format.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useImportDrill } from '../../live/actions.ts';
import { problemText } from '../../live/problem.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import styles from './DrillsScreen.module.css';

interface ImportDropProps {
  readonly onImported: (drill: string) => void;
}

/** Where a user's own file becomes a drill: dropped, or picked. */
export function ImportDrop({ onImported }: ImportDropProps): ReactNode {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { mutateAsync, isPending } = useImportDrill();
  const pick = (): void => picker.current?.click();
  useKeys('Drills', [{ keys: 'i', does: 'Import a file as a drill', run: pick }]);

  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setProblem(null);
    try {
      const drill = await mutateAsync({ name: file.name, text: await textOf(file) });
      onImported(drill.drill);
    } catch (error) {
      setProblem(problemText(error));
    }
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <>
      {problem !== null && <ErrorState problem={problem} />}
      <section
        className={over ? `${styles.drop} ${styles.over}` : styles.drop}
        aria-label="Import"
        onDrop={onDrop}
        onDragOver={onDragOver}
        onDragLeave={() => setOver(false)}
      >
        <span>Drop a Solaris messages file or a drill file here to make a drill of it.</span>
        <Button hint="I" onClick={pick} working={isPending}>
          Choose a file
        </Button>
        <input
          ref={picker}
          className={styles.fileInput}
          type="file"
          tabIndex={-1}
          aria-label="File to import"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </section>
    </>
  );
}

/** The file's text; throws a sentence for a file that cannot be one of these. */
async function textOf(file: File): Promise<string> {
  if (file.size > importLimit) {
    const megabytes = groupDigits(importLimit / 1_000_000);
    throw new Error(`${file.name} is larger than ${megabytes} MB: cut out the hours that matter and import those.`);
  }
  return await file.text();
}
