/** How a kernel was told to print: a note, a warning, or the continuation of either. */
export type MessageClass = 'note' | 'warning' | 'continuation';

const prefixes = { note: 'NOTICE: ', warning: 'WARNING: ', continuation: '' } as const;

/** What the kernel puts on the console: the word for the class, then the text. */
export const printed = (messageClass: MessageClass, text: string): string => `${prefixes[messageClass]}${text}`;
