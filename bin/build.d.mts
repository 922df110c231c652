/** Builds everything under out/ when `always`, or when a source has changed since the last build. */
export function buildIfStale(always?: boolean): Promise<void>;
