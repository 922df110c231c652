/** What the commands of `/etc/system` do, and what their first word begins. */
export interface CommandDoc {
  readonly command: string;
  /** What follows the word where somebody completes it. */
  readonly rest: string;
  readonly form: string;
  readonly meaning: string;
}

export const commandDocs: readonly CommandDoc[] = [
  {
    command: 'set',
    rest: ' ',
    form: 'set [module:]variable = value',
    meaning:
      'Assigns a value to a variable of the kernel, or of a module whenever that is loaded; & and | combine bits.',
  },
  {
    command: 'exclude',
    rest: ': ',
    form: 'exclude: namespace/module',
    meaning: 'Keeps a module from being loaded.',
  },
  {
    command: 'forceload',
    rest: ': ',
    form: 'forceload: namespace/module',
    meaning: 'Loads a module at boot instead of when it is needed first.',
  },
  {
    command: 'moddir',
    rest: ': ',
    form: 'moddir: folder[:folder]...',
    meaning: 'The folders in which modules are looked for, in that order.',
  },
  {
    command: 'rootdev',
    rest: ': ',
    form: 'rootdev: path of a device',
    meaning: 'The device that holds the root file system, other than the one booted from.',
  },
  {
    command: 'rootfs',
    rest: ': ',
    form: 'rootfs: type',
    meaning: 'The type of the root file system. Any other than ufs does not boot here.',
  },
  { command: 'swapdev', rest: ': ', form: 'swapdev: path of a device', meaning: 'The device to swap to.' },
  { command: 'swapfs', rest: ': ', form: 'swapfs: type', meaning: 'The type of the file system to swap to.' },
  {
    command: 'include',
    rest: ': ',
    form: 'include: file',
    meaning: 'Is read and dropped: the kernel includes nothing.',
  },
  {
    command: 'set32',
    rest: ' ',
    form: 'set32 [module:]variable = value',
    meaning: 'As set, on a kernel of 32 bits only: checked and dropped here.',
  },
  {
    command: 'set64',
    rest: ' ',
    form: 'set64 [module:]variable = value',
    meaning: 'As set, on a kernel of 64 bits only: these are.',
  },
];

const byCommand: ReadonlyMap<string, CommandDoc> = new Map(
  commandDocs.flatMap((doc) => [
    [doc.command, doc],
    [doc.command.toUpperCase(), doc],
  ]),
);

/** What a command does, in either of the spellings that the kernel knows; null for any other word. */
export const commandDoc = (word: string): CommandDoc | null => byCommand.get(word) ?? null;
