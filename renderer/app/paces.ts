import type { Pace } from '../../shared/model/views.ts';

export interface PaceChoice {
  readonly value: string;
  readonly pace: Pace;
  readonly label: string;
  readonly title: string;
  readonly key: string;
}

/** The paces with their keys, slowest first. */
export const paceChoices: readonly PaceChoice[] = [
  { value: '0', pace: 0, label: '❚❚', title: 'Pause', key: '0' },
  { value: '1', pace: 1, label: '1×', title: 'Run at 1 times real time', key: '1' },
  { value: '10', pace: 10, label: '10×', title: 'Run at 10 times real time', key: '2' },
  { value: '60', pace: 60, label: '60×', title: 'Run at 60 times real time', key: '3' },
  { value: '600', pace: 600, label: '600×', title: 'Run at 600 times real time', key: '4' },
  { value: 'max', pace: null, label: 'max', title: 'Run as fast as possible', key: '5' },
];

export const valueOfPace = (pace: Pace): string => (pace === null ? 'max' : String(pace));
