const largestSeed = 0xffff_ffff;

export type SeedReading = { readonly seed: number | null; readonly problem: string | null };

/** A seed as typed: nothing means that one is drawn. */
export function readSeed(text: string): SeedReading {
  const trimmed = text.trim();
  if (trimmed === '') return { seed: null, problem: null };
  const seed = Number(trimmed);
  if (/^\d+$/.test(trimmed) && seed <= largestSeed) return { seed, problem: null };
  return { seed: null, problem: `A seed is a whole number from 0 to ${largestSeed}, or nothing to draw one.` };
}
