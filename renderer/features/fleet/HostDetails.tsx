import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countOf } from '../../../shared/lib/format.ts';
import { phaseWords } from '../../../shared/lib/host-phase.ts';
import type { HostView } from '../../../shared/model/views.ts';
import { useSystemFile } from '../../live/queries.ts';
import { DataList, type DataRow } from '../../ui/DataList.tsx';
import { Duration } from '../../ui/Duration.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { wholeSeconds } from '../../ui/whole-seconds.ts';
import styles from './Details.module.css';
import { hostSentence, hostWords, placesOf } from './fleet-words.ts';
import { memorySize } from './memory-words.ts';
import { ListOf } from './ProcessorPanel.tsx';

interface HostDetailsProps {
  readonly run: string;
  readonly host: HostView;
  readonly nowNs: number;
}

/** A whole host in words. */
export function HostDetails({ run, host, nowNs }: HostDetailsProps): ReactNode {
  const sentence = hostSentence(host);
  return (
    <Panel className={styles.details} title={host.host} secondary="host">
      <div className={styles.stack}>
        <p className={styles.sentence}>{sentence.charAt(0).toUpperCase() + sentence.slice(1)}</p>
        <DataList rows={[...downRows(host, nowNs), ...builtRows(host), systemRow(run, host)]} />
        {host.boots.length > 1 && (
          <ListOf title={`Booted ${countOf(host.boots.length - 1, 'time')} in this run`}>
            {host.boots
              .slice(1)
              .toReversed()
              .map(({ atNs }) => (
                <li key={atNs}>
                  up at <Time atNs={atNs} />
                </li>
              ))}
          </ListOf>
        )}
        <p className={styles.links}>
          <Link to="/messages" search={{ host: host.host }}>
            What {host.host} logged
          </Link>
          <Link to="/console" search={{ host: host.host }}>
            Open the console of {host.host}
          </Link>
        </p>
      </div>
    </Panel>
  );
}

function downRows({ down }: HostView, nowNs: number): DataRow[] {
  if (down === null) return [];
  const since = (
    <>
      since <Time atNs={down.atNs} />, for <Duration ns={wholeSeconds(nowNs - down.atNs)} />
    </>
  );
  const next = down.untilNs !== null && (
    <>
      , until <Time atNs={down.untilNs} />
    </>
  );
  return [
    { label: 'down', value: since },
    { label: 'why', value: down.reason },
    {
      label: 'now',
      value: (
        <>
          it {phaseWords(down.phase)}
          {next}
        </>
      ),
    },
  ];
}

const firmwareWords = {
  'ignores-indictments': 'takes no notice of indictments',
  'honours-indictments': 'keeps an indicted processor out after a reboot',
} as const;

const patchWords = {
  early: 'before WDU and EDU took a processor off-line',
  usual: 'WDU and EDU take a processor off-line, a single UCC with ME too',
  late: 'a single UCC with ME is counted only',
} as const;

function builtRows(host: HostView): DataRow[] {
  const places = placesOf([host]);
  const errors = places.reduce((sum, { processor }) => sum + processor.errors, 0);
  const memoryErrors = host.memory.corrected + host.memory.uncorrectable;
  return [
    { label: 'what', value: hostWords(host) },
    { label: 'booted', value: host.bootedAt.replace('T', ' ').replace('Z', ' UTC') },
    {
      label: 'made of',
      value: `${countOf(host.boards.length, 'board')}, ${countOf(places.length, 'processor')} with ${host.cacheMegabytes} MB of L2 cache each, ${memorySize(host.memoryPages)} of memory`,
    },
    { label: 'errors', value: `${errors} of caches, ${memoryErrors} of memory` },
    { label: 'firmware', value: host.firmware === null ? 'takes no indictments' : firmwareWords[host.firmware] },
    { label: 'kernel patch', value: patchWords[host.kernelPatch] },
    {
      label: 'page patch',
      value: host.pageRetirement === 'copying' ? 'copies a page away to retire it' : 'retires a page once it is free',
    },
  ];
}

function systemRow(run: string, host: HostView): DataRow {
  return { label: '/etc/system', value: <SystemFile run={run} host={host.host} /> };
}

/** Whether the kernel runs with what is saved. */
function SystemFile({ run, host }: { readonly run: string; readonly host: string }): ReactNode {
  const file = useSystemFile(run, host).data;
  const words =
    file === undefined || file.saved.text === file.running.text
      ? 'the kernel runs with what is saved'
      : 'what is saved waits for the next boot';
  return (
    <>
      {words};{' '}
      <Link to="/tunables" search={{ host }}>
        Tunables
      </Link>
    </>
  );
}
