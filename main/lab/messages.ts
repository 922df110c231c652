import { type MessagesFile, readMessagesFile } from '../simulation/solaris/messages-file.ts';
import type { FileProblem } from './file-problem.ts';

/** What `redline lab messages` prints. Values stand as in the log; what the log does not show is null. */
export interface MessagesDocument {
  readonly events: readonly {
    readonly at: string;
    readonly host: string;
    readonly cpu: number;
    readonly name: string;
    readonly errId: string;
    readonly afsr: string | null;
    readonly afar: string | null;
    readonly esynd: string | null;
    readonly unum: string | null;
    readonly first: boolean;
    readonly me: boolean;
  }[];
  readonly outcomes: readonly {
    readonly at: string;
    readonly host: string;
    readonly cpu: number;
    readonly reason: string;
    readonly result: 'offlined' | 'retry' | 'gave-up';
    readonly repeated: number;
  }[];
  readonly pages: readonly {
    readonly at: string;
    readonly host: string;
    readonly action: string;
    readonly address: string;
  }[];
  readonly lines: number;
  readonly unparsed: number;
}

/** The year of a log that nobody tells: that of the logs which Redline comes with. */
export const defaultYear = 2003;

const expected =
  'expected lines of a Solaris messages file such as "Oct 23 11:37:05 host unix: [ID 618185 kern.notice] ..."';

/** Reads a messages file and says why when no line of it is one. */
export function checkMessages(text: string, year: number): MessagesFile | FileProblem {
  const file = readMessagesFile(text, year);
  if (file.lines === 0) return { place: 'line 1', problem: `the file is empty, ${expected}` };
  if (file.lines === file.unparsed) {
    const binary = text.slice(0, 4096).includes('\0') ? 'binary data' : 'no date and host';
    return { place: `line ${file.firstUnparsed}`, problem: `${binary}, ${expected}` };
  }
  return file;
}

/** The document of `redline lab messages`, or why the text is no messages file. `year` is that of the first line. */
export function labMessages(text: string, options: { readonly year: number }): MessagesDocument | FileProblem {
  const file = checkMessages(text, options.year);
  if ('problem' in file) return file;
  return {
    events: file.events.map(({ at, host, cpu, name, errId, afsr, afar, esynd, unum, first, me }) => {
      return { at, host, cpu, name, errId, afsr, afar, esynd, unum, first, me };
    }),
    outcomes: file.outcomes.map(({ at, host, cpu, reason, result, repeated }) => {
      return { at, host, cpu, reason, result, repeated };
    }),
    pages: file.pages.map(({ at, host, action, address }) => ({ at, host, action, address })),
    lines: file.lines,
    unparsed: file.unparsed,
  };
}
