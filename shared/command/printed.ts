/** What a command has put on the console and how it ended. Lines end in `\n` but for the last. */
export interface Printed {
  readonly exit: number;
  readonly output: string;
}

/** What a command prints when it ends with `exit`. */
export const printed = (exit: number, ...lines: readonly string[]): Printed => ({ exit, output: lines.join('\n') });
