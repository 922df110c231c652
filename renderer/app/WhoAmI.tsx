import type { ReactNode } from 'react';
import type { Role } from '../../shared/model/ids.ts';
import type { RunSummary } from '../../shared/model/views.ts';
import { useBecome } from '../live/actions.ts';
import { useDrills, useSession } from '../live/queries.ts';
import { Menu, type MenuEntry } from '../ui/Menu.tsx';
import { choosablePeople, nameOf } from './people.ts';
import styles from './StatusBar.module.css';

const roles: readonly { role: Role; label: string }[] = [
  { role: 'responder', label: 'Responder: sees what could be observed' },
  { role: 'trainer', label: 'Trainer: sees what was injected too' },
];

/** Who I act as and in which role, and the way to change both. */
export function WhoAmI({ run }: { readonly run: RunSummary | null }): ReactNode {
  const session = useSession().data;
  const become = useBecome();
  const drills = useDrills().data ?? [];
  if (session === undefined) return null;
  const { person, role } = session;
  const people = choosablePeople(session, run, drills);
  const name = nameOf(people, person);
  const entries: MenuEntry[] = [
    { kind: 'heading', label: 'Act as' },
    ...people.map((other) => ({
      kind: 'radio' as const,
      label: other.name,
      checked: other.id === person,
      onChoose: () => become({ person: other.id, role }),
    })),
    { kind: 'heading', label: 'In the role of' },
    ...roles.map((other) => ({
      kind: 'radio' as const,
      label: other.label,
      checked: other.role === role,
      onChoose: () => become({ person, role: other.role }),
    })),
  ];
  const trigger = (
    <button type="button" className={styles.who} title={`Redline ${session.version}, station ${session.station}`}>
      <span className={styles.value}>{name}</span>
      <span className={role === 'trainer' ? styles.trainer : undefined}>{role}</span>
      <span aria-hidden="true">▴</span>
    </button>
  );
  return <Menu trigger={trigger} entries={entries} position="top-end" />;
}
