/** Calls `turn` after `delayMs`, 0 being after the messages that are there. Answers how to cancel. */
export function later(delayMs: number, turn: () => void): () => void {
  if (delayMs <= 0) {
    const immediate = setImmediate(turn);
    return () => clearImmediate(immediate);
  }
  const timer = setTimeout(turn, delayMs);
  return () => clearTimeout(timer);
}
