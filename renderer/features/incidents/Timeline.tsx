import { memo, type ReactNode, useState } from 'react';
import { describeEvent } from '../../../shared/lib/describe-event.ts';
import { countOf } from '../../../shared/lib/format.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import type { RunSummary } from '../../../shared/model/views.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Time } from '../../ui/Time.tsx';
import { type EntryFilter, shows, toneOf } from './event-tones.ts';
import styles from './IncidentScreen.module.css';

/** Entries shown at once; the rest on demand. */
const shownEntries = 200;

interface TimelineProps {
  /** Oldest first. */
  readonly entries: readonly AudienceEvent[];
  readonly truncated: boolean;
  readonly people: RunSummary['people'];
  /** Where a note is written, null while none is. */
  readonly note: ReactNode;
}

/** What happened about the incident, newest first. */
export function Timeline({ entries, truncated, people, note }: TimelineProps): ReactNode {
  const [filter, setFilter] = useState<EntryFilter>('all');
  return (
    <Panel
      className={styles.timeline}
      title="Timeline"
      secondary={`${countOf(entries.length, 'entry', 'entries')}${truncated ? ', the oldest left out' : ''}, newest first`}
      padded={false}
      actions={
        <SegmentedControl
          label="Entries shown"
          value={filter}
          onChange={setFilter}
          segments={[
            { value: 'all', label: 'All' },
            { value: 'people', label: 'People' },
            { value: 'system', label: 'System' },
          ]}
        />
      }
    >
      {note}
      <Entries entries={entries} filter={filter} people={people} />
    </Panel>
  );
}

interface EntriesProps extends Pick<TimelineProps, 'entries' | 'people'> {
  readonly filter: EntryFilter;
}

/** Rendered anew only when entries come, not with every tick of the clock. */
const Entries = memo(function Entries({ entries, filter, people }: EntriesProps): ReactNode {
  const [all, setAll] = useState(false);
  const rows = entries.filter((entry) => shows(filter, entry.kind)).reverse();
  if (rows.length === 0) {
    return (
      <EmptyState title={filter === 'people' ? 'Nobody has done anything yet' : 'Nothing has happened yet'}>
        Acknowledging, notes and resolving appear here as they are done.
      </EmptyState>
    );
  }
  return (
    <>
      <ol>
        {rows.slice(0, all ? rows.length : shownEntries).map((entry) => (
          <Entry key={entry.number} entry={entry} people={people} />
        ))}
      </ol>
      {!all && rows.length > shownEntries && (
        <div className={styles.more}>
          <Button size="small" onClick={() => setAll(true)}>
            Show {countOf(rows.length - shownEntries, 'older entry', 'older entries')}
          </Button>
        </div>
      )}
    </>
  );
});

function Entry({ entry, people }: { readonly entry: AudienceEvent } & Pick<TimelineProps, 'people'>): ReactNode {
  const { text, label, actor } = describeEvent(entry, people);
  const tone = toneOf(entry.kind);
  return (
    <li className={styles.entry} data-tone={tone}>
      <Time atNs={entry.at} />
      <span className={styles.label} data-tone={tone}>
        {label}
      </span>
      <span className={styles.entryText}>{text}</span>
      <span className={styles.actor}>{actor}</span>
    </li>
  );
}
