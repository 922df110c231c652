import type { HostKnowledge } from '../../../shared/command/host-knowledge.ts';
import { releaseSchema } from '../../../shared/model/drill.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import type { HostView } from '../../../shared/model/views.ts';

const created = /^created processor set (\d+)$/gm;
const listed = /^user processor set (\d+):/gm;
const removed = /^removed processor set (\d+)$/gm;

/** The processor sets that a host has, as far as its console tells; a boot removes them all. */
export function setsIn(entries: readonly AudienceEvent[]): number[] {
  const sets = new Set<number>();
  for (const { kind, data } of entries) {
    if (kind === 'host.booted') sets.clear();
    if (kind !== 'console.ran') continue;
    const output = String(data.output);
    for (const [, set] of [...output.matchAll(created), ...output.matchAll(listed)]) sets.add(Number(set));
    for (const [, set] of output.matchAll(removed)) sets.delete(Number(set));
  }
  return [...sets].sort((one, other) => one - other);
}

/** What a line that is being typed can be completed and judged with. */
export function knowledgeOf(host: HostView, entries: readonly AudienceEvent[]): HostKnowledge {
  const processors = host.boards.flatMap(({ processors }) => processors);
  return {
    host: host.host,
    release: releaseSchema.catch('solaris9').parse(host.release),
    processors: processors.map(({ processor, state }) => ({ processor, state })),
    sets: setsIn(entries),
    boards: host.boards.map(({ board }) => board),
  };
}
