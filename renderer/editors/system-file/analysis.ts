import { printed } from '../../../shared/lib/message-class.ts';
import type { CpuType, Release } from '../../../shared/model/drill.ts';
import { type BootObstacle, bootObstacle } from '../../../shared/system-file/boot-obstacle.ts';
import { type BootedSystemFile, readSystemFile } from '../../../shared/system-file/read-system-file.ts';
import type { FileMark } from './file-mark.ts';
import { hintsOf } from './hints.ts';

/** Remarks of either kind that are marked: the kernel's log holds no more of them either. */
const mostMarks = 1_000;

/** What a kernel would make of a text, and what there is to say about it. */
export interface Analysis {
  readonly text: string;
  readonly file: BootedSystemFile;
  readonly obstacle: BootObstacle | null;
  /** In the order of the file. */
  readonly marks: readonly FileMark[];
}

/** Reads a text as a kernel of this release would at boot. */
export function analyse(text: string, release: Release, cpuType: CpuType): Analysis {
  const file = readSystemFile(text, release, cpuType);
  const obstacle = bootObstacle(text, release, cpuType);
  const marks: FileMark[] = file.messages.slice(0, mostMarks).map(({ messageClass, text: body, place }) => {
    return { ...place, kind: messageClass === 'note' ? 'note' : 'warning', text: printed(messageClass, body) };
  });
  if (obstacle !== null)
    marks.push({ ...obstacle.place, kind: 'obstacle', text: `would not boot: ${obstacle.reason}` });
  marks.push(...hintsOf(file.statements).slice(0, mostMarks));
  return { text, file, obstacle, marks: marks.sort((one, other) => one.from - other.from) };
}
