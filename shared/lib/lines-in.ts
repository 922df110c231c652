/** Lines of a text, the last one with or without its end. */
export const linesIn = (text: string): number => (text === '' ? 0 : text.replace(/\n$/, '').split('\n').length);
