import { type ReactNode, useEffect, useRef } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { useMessages } from '../../live/queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './FleetScreen.module.css';

/** Lines shown here; Messages has them all. */
const most = 60;

/** The newest lines that a host has logged: the evidence for what is above. */
export function LogPanel({ run, host }: { readonly run: string; readonly host: string }): ReactNode {
  const page = useMessages(run, { search: '', host }).data;
  const lines = page?.lines.slice(-most) ?? [];
  const newest = lines.at(-1)?.line ?? 0;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (newest > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest]);
  if (page === undefined) return null;
  return (
    <Panel
      className={styles.log}
      title={
        page.matching === 0 ? `${host} has logged nothing` : `${host} has logged ${countOf(page.matching, 'line')}`
      }
      secondary="the newest at the end"
      padded={false}
    >
      {lines.length === 0 ? (
        <EmptyState title="No error has been reported">Its lines are shown here as Solaris writes them.</EmptyState>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that arrow keys must reach it
        <ol ref={list} className={styles.lines} tabIndex={0} aria-label={`Newest lines of ${host}`}>
          {lines.map((line) => (
            <li key={line.line}>
              <Time atNs={line.at} /> {line.text}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
