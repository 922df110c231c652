import type { ReactNode } from 'react';
import { countOf, groupDigits } from '../../../shared/lib/format.ts';
import { bucketAt, nextLeakNs } from '../../../shared/lib/leaky-bucket.ts';
import type { MemoryDetail, MemoryModule } from '../../../shared/model/fleet-views.ts';
import type { HostView } from '../../../shared/model/views.ts';
import { useMemory } from '../../live/queries.ts';
import { DataList, type DataRow } from '../../ui/DataList.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './Details.module.css';
import { bucketWords, memorySentence, memorySize, moduleCondition, pageWords } from './memory-words.ts';
import { PartMark } from './PartMark.tsx';
import { ListOf } from './ProcessorPanel.tsx';

const mostModules = 24;
const mostPages = 100;

interface MemoryPanelProps {
  readonly run: string;
  readonly host: HostView;
  /** The module or board that is meant; empty for all. */
  readonly focus: string;
  readonly nowNs: number;
}

/** One host's memory: its modules with their buckets, its pages, and the kernel's counters. */
export function MemoryPanel({ run, host, focus, nowNs }: MemoryPanelProps): ReactNode {
  const { data, error, refetch } = useMemory(run, host.host);
  const detail = data?.host === host.host ? data : null;
  return (
    <Panel className={styles.details} title={`Memory of ${host.host}`} secondary={memorySize(host.memoryPages)}>
      <div className={styles.stack}>
        <p className={styles.sentence}>{memorySentence(host)}</p>
        {error !== null && <ErrorState problem={error} onRetry={() => void refetch()} />}
        {detail !== null && <Detail detail={detail} focus={focus} nowNs={nowNs} />}
      </div>
    </Panel>
  );
}

interface DetailProps {
  readonly detail: MemoryDetail;
  readonly focus: string;
  readonly nowNs: number;
}

function Detail({ detail, focus, nowNs }: DetailProps): ReactNode {
  const { modules, pageList, pageTotal } = detail;
  const isMeant = ({ module }: MemoryModule): boolean => focus !== '' && `${module}/`.startsWith(`${focus}/`);
  // Those that are meant come first.
  const ordered = [...modules.filter(isMeant), ...modules.filter((module) => !isMeant(module))];
  return (
    <>
      <RetiredPages detail={detail} />
      {modules.length > 0 && (
        <ListOf title={`${countOf(modules.length, 'module')} with errors, the latest first`}>
          {ordered.slice(0, mostModules).map((module) => (
            <Module key={module.module} module={module} meant={isMeant(module)} detail={detail} nowNs={nowNs} />
          ))}
        </ListOf>
      )}
      {pageList.length > 0 && (
        <ListOf title={`${countOf(pageTotal, 'page')} of 8 KB, those that wait first`}>
          {pageList.slice(0, mostPages).map((page) => (
            <li key={page.address}>
              <Time atNs={page.atNs} /> <span className={styles.mono}>{page.address}</span> {pageWords(page)},{' '}
              <span className={styles.dim}>{page.reason}</span>
            </li>
          ))}
        </ListOf>
      )}
      <section>
        <h3 className={styles.listTitle}>unix:0:page_retire, as far as the kernel has told</h3>
        <DataList rows={counterRows(detail)} />
      </section>
    </>
  );
}

/** Retired pages against how many may be. */
function RetiredPages({ detail: { counters, limit, pages } }: { readonly detail: MemoryDetail }): ReactNode {
  const retired = counters.pages_multiple_ce;
  const share = limit === null || limit === 0 ? 0 : Math.min(1, retired / limit);
  const allowed =
    limit === null ? `0.1 % of ${groupDigits(pages)} pages may be` : `of ${countOf(limit, 'page')} that may be`;
  return (
    <section aria-label="Retired pages">
      <p>
        {groupDigits(retired)} retired for corrected errors, {allowed}
        {counters.pages_ue > 0 && `; ${groupDigits(counters.pages_ue)} for uncorrectable ones, which no limit holds`}
      </p>
      <div className={styles.gauge} aria-hidden="true">
        <div className={share >= 1 ? styles.full : styles.part} style={{ width: `${100 * share}%` }} />
      </div>
    </section>
  );
}

interface ModuleProps {
  readonly module: MemoryModule;
  readonly meant: boolean;
  readonly detail: MemoryDetail;
  readonly nowNs: number;
}

function Module({ module, meant, detail: { leaksSinceNs }, nowNs }: ModuleProps): ReactNode {
  const { overflows, uncorrectable, intermittent, persistent, sticky, retired, waiting, lastErrorAtNs } = module;
  const errors = intermittent + persistent + sticky + uncorrectable;
  const counts = [
    ...(persistent > 0 ? [`${persistent} persistent`] : []),
    ...(intermittent > 0 ? [`${intermittent} intermittent`] : []),
    ...(sticky > 0 ? [`${sticky} sticky`] : []),
    ...(uncorrectable > 0 ? [`${uncorrectable} uncorrectable`] : []),
  ];
  const inBucket = bucketAt(module, leaksSinceNs, nowNs);
  return (
    <li className={meant ? `${styles.module} ${styles.meant}` : styles.module}>
      <div className={styles.moduleHead}>
        <PartMark
          mark={moduleCondition({ module: module.module, errors, overflows, uncorrectable, retired, lastErrorAtNs })}
        />
        <span className={styles.mono}>{module.module}</span>
        {module.limit > 0 && <Bucket count={inBucket} limit={module.limit} />}
      </div>
      <div>
        {bucketWords(module, leaksSinceNs, nowNs)}
        {inBucket > 0 && leaksSinceNs !== null && (
          <>
            , one leaks at <Time atNs={nextLeakNs(module, leaksSinceNs, nowNs)} />
          </>
        )}
      </div>
      <div className={styles.dim}>
        {counts.join(', ')}; the last at <Time atNs={lastErrorAtNs} />
        {retired + waiting > 0 && `; ${countOf(retired, 'page')} retired, ${waiting} waiting`}
      </div>
    </li>
  );
}

/** The errors in a leaky bucket; the last place is one too many. */
function Bucket({ count, limit }: { readonly count: number; readonly limit: number }): ReactNode {
  const places = Array.from({ length: Math.min(limit + 1, 12) }, (_, index) => index < count);
  return (
    <span className={styles.bucket} aria-hidden="true">
      {places.map((full, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the places have no other name
        <span key={index} className={full ? `${styles.place} ${styles.taken}` : styles.place} />
      ))}
    </span>
  );
}

const counterRows = ({ counters }: MemoryDetail): DataRow[] =>
  Object.entries(counters).map(([label, value]) => ({ label, value: groupDigits(value) }));
