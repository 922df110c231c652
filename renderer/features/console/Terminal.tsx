import { type ReactNode, useState } from 'react';
import type { HostView, RunSummary } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import { copyText } from '../../live/copy-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import styles from './ConsoleScreen.module.css';
import { DownNote } from './DownNote.tsx';
import { signOf } from './host-state.ts';
import { ManualPanel } from './ManualPanel.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { Prompt } from './Prompt.tsx';
import type { Row } from './rows.ts';
import { Scrollback } from './Scrollback.tsx';
import { Suggestions } from './Suggestions.tsx';
import type { ConsoleLog } from './use-console-log.ts';
import { useTerminal } from './use-terminal.ts';

interface TerminalProps {
  readonly run: RunSummary;
  readonly host: HostView;
  readonly log: ConsoleLog;
  /** What the prompt begins with. */
  readonly begun: string;
}

/** A host's console: what was on it, the line that is being written, and the manual beside it. */
export function Terminal({ run, host, log, begun }: TerminalProps): ReactNode {
  const [pasted, setPasted] = useState<readonly string[] | null>(null);
  const terminal = useTerminal(run.run, host, log, begun);
  const { inputRef, rows, runner, write } = terminal;
  const { state, entries } = log;
  const over = run.state !== 'running';
  const isUp = state.phase === 'running';
  useKeys("This host's console", [{ keys: 'Enter', does: 'Type at the prompt', run: () => inputRef.current?.focus() }]);
  return (
    <div className={styles.columns}>
      <Panel
        padded={false}
        className={styles.terminal}
        title="Console"
        secondary={over ? 'the drill is over: it can be read' : 'what everybody types here and what the kernel says'}
        actions={<CopyButtons rows={rows} />}
      >
        <div className={styles.stack}>
          <Scrollback
            scrollRef={terminal.scrollRef}
            host={host.host}
            sign={signOf(host.host, state)}
            people={run.people}
            rows={rows}
            waiting={terminal.waiting}
            hasOlder={log.hasOlder}
            onOlder={log.readOlder}
          />
          {log.history.length === 0 && !over && isUp && entries !== undefined && <Suggestions onChoose={write} />}
          {!over && !isUp && <DownNote host={host.host} state={state} />}
          {!over && (
            <Prompt host={host.host} state={state} people={run.people} terminal={terminal} onPasteLines={setPasted} />
          )}
        </div>
      </Panel>
      <ManualPanel
        text={terminal.text}
        isFirmware={state.prompt === 'firmware'}
        release={terminal.knowledge.release}
        onChoose={over ? null : write}
      />
      <PasteDialog
        host={host.host}
        lines={pasted}
        onClose={() => setPasted(null)}
        onRun={(lines) => {
          setPasted(null);
          runner.run(lines);
        }}
      />
    </div>
  );
}

/** Puts what the console says on the clipboard. */
function CopyButtons({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const copyAnswer = (): void =>
    copyText(rows.findLast((row) => row.kind === 'typed')?.output ?? '', 'The last answer');
  const copyAll = (): void => copyText(rows.map(({ text }) => text).join('\n'), 'What the console says');
  useKeys("This host's console", [
    { keys: 'c', does: 'Copy the last answer', run: copyAnswer },
    { does: 'Copy all of the console', run: copyAll },
  ]);
  return (
    <Toolbar label="Copy">
      <Button size="small" hint="C" onClick={copyAnswer}>
        Copy the last answer
      </Button>
      <Button size="small" onClick={copyAll}>
        Copy all
      </Button>
    </Toolbar>
  );
}
