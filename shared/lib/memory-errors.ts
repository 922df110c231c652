/** Errors of main memory that the hardware could not correct; every other one was. */
const uncorrectableNames: ReadonlySet<string> = new Set(['UE', 'DUE', 'RUE', 'FRU', 'EMU']);

/** Whether an error of main memory of this name, such as `UE`, could not be corrected. */
export const isUncorrectableMemoryError = (name: string): boolean => uncorrectableNames.has(name);
