/** Fixed point of 11 bits, as kernels count load. */
const one = 2048;
/** What a sample 5 s later leaves of the averages over 1, 5 and 15 minutes. */
const decays = [1884, 2014, 2037] as const;
const halfHundredth = one / 200;

export type Load = readonly [number, number, number];
export const noLoad: Load = [0, 0, 0];

/** The averages after one more sample, 5 s after the last, of `tasks` that ran, waited to or slept uninterruptibly. */
export function sampledLoad(load: Load, tasks: number): Load {
  const next = (index: 0 | 1 | 2): number =>
    Math.floor((load[index] * decays[index] + tasks * one * (one - decays[index])) / one);
  return [next(0), next(1), next(2)];
}

/** The averages as numbers, rounded to hundredths. */
export const loadAverages = (load: Load): [number, number, number] => {
  const rounded = (value: number): number => Math.floor(((value + halfHundredth) * 100) / one) / 100;
  return [rounded(load[0]), rounded(load[1]), rounded(load[2])];
};
