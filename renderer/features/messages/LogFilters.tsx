import { type ReactNode, useRef } from 'react';
import { useKeys } from '../../app/keyboard.ts';
import type { MessageFilter } from '../../live/keys.ts';
import { useFleet } from '../../live/queries.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './MessagesScreen.module.css';

interface LogFiltersProps {
  readonly run: string;
  readonly filter: MessageFilter;
  readonly onChange: (filter: MessageFilter) => void;
}

/** What to search the log for, and of which host. */
export function LogFilters({ run, filter, onChange }: LogFiltersProps): ReactNode {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const hosts = useFleet(run).data?.hosts ?? [];
  useKeys('Messages', [{ keys: '/', does: 'Search the log', run: () => field.current?.focus() }]);
  return (
    <>
      <div className={styles.search}>
        <TextField
          label="Search the log"
          labelHidden
          placeholder="Search, for example AFSR or CPU64  ( / )"
          value={filter.search}
          maxLength={200}
          mono
          inputRef={field}
          onChange={(search) => onChange({ ...filter, search })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') field.current?.blur();
          }}
        />
      </div>
      {hosts.length > 1 && (
        <Select
          label="Host"
          labelHidden
          value={filter.host ?? ''}
          options={[
            { value: '', label: `All ${hosts.length} hosts` },
            ...hosts.map(({ host }) => ({ value: host, label: host })),
          ]}
          onChange={(host) => onChange({ ...filter, host: host === '' ? null : host })}
        />
      )}
    </>
  );
}
