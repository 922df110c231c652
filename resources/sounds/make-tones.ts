/** Makes the tones of the severities, one file each: `node resources/sounds/make-tones.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const rate = 22_050;
const loudness = 0.5;
const fadeSeconds = 0.012;

interface Note {
  readonly hertz: number;
  readonly seconds: number;
}

const rest = (seconds: number): Note => ({ hertz: 0, seconds });

/** The more urgent, the higher and the more often: told apart without looking. */
const tones: Record<string, readonly Note[]> = {
  critical: [988, 784, 988, 784, 988, 784].flatMap((hertz) => [{ hertz, seconds: 0.14 }, rest(0.03)]),
  high: [659, 880, 659, 880].flatMap((hertz) => [{ hertz, seconds: 0.16 }, rest(0.05)]),
  warning: [587, 440].flatMap((hertz) => [{ hertz, seconds: 0.2 }, rest(0.06)]),
  info: [{ hertz: 523, seconds: 0.22 }],
};

function samplesOf({ hertz, seconds }: Note): number[] {
  const count = Math.round(seconds * rate);
  return Array.from({ length: count }, (_, index) => {
    const time = index / rate;
    const fade = Math.min(1, time / fadeSeconds, (seconds - time) / fadeSeconds);
    const wave = Math.sin(2 * Math.PI * hertz * time) + 0.25 * Math.sin(6 * Math.PI * hertz * time);
    return Math.round(wave * fade * loudness * 0.8 * 32_767);
  });
}

/** A mono 16-bit WAV file. */
function encode(samples: readonly number[]): Buffer {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + samples.length * 2, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples.length * 2, 40);
  for (const [index, sample] of samples.entries()) file.writeInt16LE(sample, 44 + index * 2);
  return file;
}

for (const [severity, notes] of Object.entries(tones)) {
  writeFileSync(join(import.meta.dirname, `${severity}.wav`), encode(notes.flatMap(samplesOf)));
}
