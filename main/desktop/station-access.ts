import type { Station } from '../station/station.ts';

/** Opens the station of a folder, the platform's own place when null. Everything below is loaded only now. */
export async function openStationIn(folder: string | null): Promise<Station> {
  const { openStation } = await import('../station/open-station.ts');
  return openStation({ folder });
}
