import type { Explanation } from './explain.ts';
import type { KnownWord } from './manual.ts';
import { printed } from './printed.ts';

/** What can be typed at the prompt of the firmware, where a host waits that did not boot. */
export const firmwareLines: readonly KnownWord[] = [
  { word: 'boot', meaning: 'boot with what is saved as /etc/system' },
  { word: 'boot -a', meaning: 'be asked what to boot with: it takes the file that the kernel read last' },
];

/** Says what a line would do at the `ok` prompt, for any text. */
export function explainFirmwareLine(line: string): Explanation {
  const words = line.trim().split(/\s+/);
  const [first = ''] = words;
  if (first === '') return { text: '', refusal: null };
  const known = firmwareLines.find(({ word }) => word === words.join(' '));
  if (known !== undefined) return { text: `Would ${known.meaning}.`, refusal: null };
  const wrong = first === 'boot' && words.length === 2 ? (words[1] ?? '') : first;
  return { text: 'The firmware knows boot and boot -a.', refusal: printed(1, `${wrong} ?`) };
}
