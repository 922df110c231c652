import critical from '../../resources/sounds/critical.wav?url';
import high from '../../resources/sounds/high.wav?url';
import info from '../../resources/sounds/info.wav?url';
import warning from '../../resources/sounds/warning.wav?url';
import type { Severity } from '../../shared/model/ids.ts';

const tones: Record<Severity, string> = { critical, high, warning, info };

/** Plays the tone of a severity. Browsers stay silent until the person has clicked once: *enable sound* is that click. */
export function playTone(severity: Severity): void {
  void new Audio(tones[severity]).play().catch(() => undefined);
}
