import { createContext, useContext } from 'react';
import { assertPresent } from '../../shared/lib/assert.ts';
import type { Live } from './live.ts';

export const LiveContext = createContext<Live | null>(null);

/** The window's `Live`. */
export function useLive(): Live {
  return assertPresent(useContext(LiveContext), 'useLive needs a LiveContext above it');
}
