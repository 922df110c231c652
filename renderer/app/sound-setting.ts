import { changePreferences } from '../live/preferences.ts';
import { playTone } from '../live/sound.ts';

/** Turns tones on or off; turning them on plays one, which is also the click that browsers ask for first. */
export function enableSound(sound: boolean): void {
  changePreferences({ sound });
  if (sound) playTone('info');
}
