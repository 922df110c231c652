import { type ReactNode, useState } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import type { SystemFileView } from '../../../shared/model/system-file-views.ts';
import { symbolKey } from '../../../shared/system-file/symbols.ts';
import { releaseNames } from '../../editors/system-file/tunable-words.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Cell, Row, Table } from '../../ui/Table.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './TunablesScreen.module.css';
import type { EditedFile } from './use-file.ts';
import type { ValueRow } from './value-rows.ts';

interface ValuesPanelProps {
  readonly view: SystemFileView;
  readonly file: EditedFile;
  readonly onGoTo: (position: number) => void;
}

const stateWords: Readonly<Record<ValueRow['state'], { readonly words: string; readonly tone: Tone }>> = {
  'not-saved': { words: 'not saved', tone: 'warning' },
  waits: { words: 'waits for a boot', tone: 'info' },
  'in-force': { words: 'in force', tone: 'good' },
  default: { words: 'default', tone: 'neutral' },
  absent: { words: 'not in this release', tone: 'neutral' },
};

/** Every variable with what it holds by default, running, saved and here: what changes comes first. */
export function ValuesPanel({ view, file, onGoTo }: ValuesPanelProps): ReactNode {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const rows = file.rows.filter(({ key, tunable }) => `${key} ${tunable.meaning}`.toLowerCase().includes(wanted));
  const choose = (key: string): void => {
    const setting = file.edited.file.statements.findLast(
      (each) => each.kind === 'setting' && symbolKey(each.module, each.name) === key,
    );
    onGoTo(setting?.place.from ?? file.text.length);
  };
  return (
    <Panel
      className={styles.grow}
      title="What the kernel runs with"
      secondary={`${releaseNames[view.release]}, ${countOf(rows.length, 'variable')}, what changes first; choose one to go to its line`}
      actions={
        <TextField
          label="Find"
          labelHidden
          placeholder="Find a variable"
          value={search}
          onChange={setSearch}
          maxLength={80}
        />
      }
      padded={false}
    >
      {rows.length === 0 ? (
        <EmptyState title="No variable has that in its name or meaning">
          Search for less, or clear the field.
        </EmptyState>
      ) : (
        <Table
          label="Variables of the kernel"
          columns={[
            { name: 'variable' },
            { name: 'state' },
            { name: 'running', kind: 'number' },
            { name: 'saved', kind: 'number' },
            { name: 'here', kind: 'number' },
            { name: 'default', kind: 'number' },
            { name: 'unit' },
            { name: 'running value from' },
            { name: 'in Redline' },
          ]}
        >
          {rows.map((row) => (
            <Value key={row.key} row={row} onChoose={() => choose(row.key)} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Value({ row, onChoose }: { readonly row: ValueRow; readonly onChoose: () => void }): ReactNode {
  const { tunable, preset, running, saved, edited, origin, state } = row;
  const { words, tone } = stateWords[state];
  return (
    <Row onChoose={onChoose}>
      <Cell kind="mono" title={tunable.meaning}>
        {row.key}
      </Cell>
      <Cell kind="steady">{state === 'default' || state === 'absent' ? words : <Tag tone={tone}>{words}</Tag>}</Cell>
      <Held words={running} preset={preset} />
      <Held words={saved} preset={preset} differs={saved !== running} />
      <Held words={edited} preset={preset} differs={edited !== saved} />
      <Held words={preset} preset={preset} />
      <Cell>{tunable.unit}</Cell>
      <Cell kind="steady">{origin}</Cell>
      <Cell kind="steady">{tunable.simulated ? 'acts' : <span className={styles.dim}>stored only</span>}</Cell>
    </Row>
  );
}

interface HeldProps {
  readonly words: string;
  readonly preset: string;
  /** Whether it is another than the one before it; only that stands out. */
  readonly differs?: boolean;
}

/** A value; a formula, which the kernel computes at boot, is too long for a column of numbers. */
function Held({ words, preset, differs }: HeldProps): ReactNode {
  const isFormula = words === preset && /[a-z]/.test(words);
  const shown = isFormula ? 'computed' : words;
  const tone = differs === true ? styles.differs : differs === false ? styles.dim : '';
  return (
    <Cell kind="number" title={isFormula ? words : undefined}>
      <span className={tone}>{shown}</span>
    </Cell>
  );
}
