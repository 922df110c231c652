import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { humanDuration } from '../../../shared/lib/duration.ts';
import { countOf } from '../../../shared/lib/format.ts';
import type { DrillSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { paceChoices } from '../../app/paces.ts';
import { useStartDrill } from '../../live/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { DataList } from '../../ui/DataList.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DrillFile } from './DrillFile.tsx';
import styles from './DrillsScreen.module.css';
import { readSeed } from './seed.ts';

/** What the chosen drill is, and how to start it. */
export function StartPanel({ drill, trainer }: { readonly drill: DrillSummary; readonly trainer: boolean }): ReactNode {
  const [seedText, setSeedText] = useState('');
  const [paceValue, setPaceValue] = useState('10');
  const { start, starting } = useStartDrill();
  const navigate = useNavigate();
  const { seed, problem } = readSeed(seedText);
  const begin = async (): Promise<void> => {
    const pace = paceChoices.find(({ value }) => value === paceValue)?.pace ?? null;
    if (problem !== null || starting) return;
    const run = await start({ drill: drill.drill, seed, pace });
    if (run !== null) void navigate({ to: '/pager' });
  };
  useKeys('Drills', [{ keys: 's', does: `Start ${drill.title}`, run: () => void begin() }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void begin();
  };
  return (
    <Panel title={drill.title} secondary={<span className={styles.mono}>{drill.drill}</span>}>
      <form className={styles.stack} onSubmit={onSubmit}>
        <DataList rows={factsOf(drill)} />
        <div className={styles.pace}>
          <span className={styles.label}>Pace to start with</span>
          <SegmentedControl
            label="Pace to start with"
            value={paceValue}
            segments={paceChoices.map(({ value, label, title }) => ({ value, label, title }))}
            onChange={setPaceValue}
          />
        </div>
        <TextField
          label="Seed: the same seed gives the same run"
          value={seedText}
          onChange={setSeedText}
          placeholder="drawn for you"
          problem={problem}
          numeric
          mono
        />
        <div className={styles.actions}>
          <Button kind="primary" hint="S" submit onClick={() => undefined} working={starting}>
            Start the drill
          </Button>
          {trainer && <DrillFile drill={drill.drill} />}
        </div>
      </form>
    </Panel>
  );
}

function factsOf(drill: DrillSummary): { label: string; value: ReactNode }[] {
  const facts: { label: string; value: ReactNode }[] = [
    { label: 'hosts', value: <span className={styles.mono}>{drill.hosts.join(', ')}</span> },
    { label: 'happens', value: `${countOf(drill.injects, 'inject')} over ${humanDuration(drill.lengthNs)}` },
    { label: 'on call', value: drill.people.map(({ name }) => name).join(', then ') },
  ];
  if (drill.summary !== null && drill.summary !== '') {
    const value = (
      <span className={styles.summary} title={drill.summary}>
        {drill.summary}
      </span>
    );
    facts.push({ label: 'for trainers', value });
  }
  return facts;
}
