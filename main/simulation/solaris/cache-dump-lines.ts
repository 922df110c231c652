/** A line of a cache as a log dumps it, its values as they are printed. */
export interface LoggedCacheLine {
  readonly address: string;
  readonly tag: string;
  readonly subBlock: number;
  readonly state: string;
  /** False where the log says that the tag is not that of the AFAR. */
  readonly match: boolean;
  /** Four chunks: data bits 127 to 64, data bits 63 to 0, check bits. */
  readonly chunks: readonly (readonly [high: string, low: string, ecc: string])[];
}

interface OpenLine extends LoggedCacheLine {
  tag: string;
  subBlock: number;
  state: string;
  readonly chunks: [string, string, string][];
}

const register = '(0x[0-9a-f]{8}\\.[0-9a-f]{8})';
const mismatch = new RegExp(`^\\[AFT2\\] errID ${register} E\\$tag PA=${register} does not match AFAR=${register}$`);
const address = new RegExp(`^\\[AFT2\\] errID ${register} PA=${register}$`);
const tag = new RegExp(`^ *E\\$tag ${register} E\\$state_(\\d) (\\S{1,20})$`);
const data = new RegExp(
  `^\\[AFT2\\] E\\$Data \\((0x[0-9a-f]{2})\\) ${register} ${register} ECC (0x[01][0-9a-f]{2})(?: \\*Bad\\* Esynd=0x[01][0-9a-f]{2})?$`,
);

const chunksPerLine = 4;
const chunkBytes = 16;
/** No cache has more ways. */
const mostLines = 4;

/** Reads the dumps of one host's errors, message by message. Lines that are not whole are left out. */
export class DumpReader {
  #errId = '';
  #lines: LoggedCacheLine[] = [];
  #isOther = false;
  #open: OpenLine | null = null;

  /** An error begins. Answers the list that the lines of its dump will be put in. */
  begin(errId: string): readonly LoggedCacheLine[] {
    this.#errId = errId;
    this.#lines = [];
    this.#isOther = false;
    this.#open = null;
    return this.#lines;
  }

  /** The text of a message, without its module and id. */
  readMessage(text: string): void {
    if (!text.startsWith('[AFT2] ')) return;
    if (mismatch.exec(text)?.[1] === this.#errId) this.#isOther = true;
    const started = address.exec(text);
    if (started !== null) this.#start(started[1] ?? '', started[2] ?? '');
    const chunk = data.exec(text);
    if (chunk !== null) this.#add(Number(chunk[1]), [chunk[2] ?? '', chunk[3] ?? '', chunk[4] ?? '']);
  }

  /** The rest of a message of several lines. */
  readRest(body: string): void {
    const found = tag.exec(body);
    if (found === null || this.#open === null) return;
    this.#open.tag = found[1] ?? '';
    this.#open.subBlock = Number(found[2]);
    this.#open.state = found[3] ?? '';
  }

  #start(errId: string, pa: string): void {
    const isOurs = errId === this.#errId && this.#lines.length < mostLines;
    this.#open = isOurs ? { address: pa, tag: '', subBlock: 0, state: '', match: !this.#isOther, chunks: [] } : null;
    this.#isOther = false;
  }

  #add(offset: number, chunk: [string, string, string]): void {
    const open = this.#open;
    if (open === null) return;
    if (open.tag === '' || offset !== open.chunks.length * chunkBytes) {
      this.#open = null;
      return;
    }
    open.chunks.push(chunk);
    if (open.chunks.length < chunksPerLine) return;
    this.#lines.push(open);
    this.#open = null;
  }
}
