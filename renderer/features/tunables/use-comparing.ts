import { useCallback, useEffect, useRef, useState } from 'react';
import type { PolicyComparison } from '../../../shared/model/policy-views.ts';
import { useComparePolicies } from '../../live/actions.ts';

export type Comparing =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: unknown }
  | { readonly kind: 'compared'; readonly result: PolicyComparison };

/** Compares the policies of a run at once, and again when asked. Leaving the screen cancels it. */
export function useComparing(run: string): {
  readonly comparing: Comparing;
  readonly compare: () => void;
  readonly cancel: () => void;
} {
  const [comparing, setComparing] = useState<Comparing>({ kind: 'progress', done: 0, total: 0 });
  const cancelling = useRef(new AbortController());
  const comparePolicies = useComparePolicies();
  const compare = useCallback(async (): Promise<void> => {
    cancelling.current.abort();
    cancelling.current = new AbortController();
    const { signal } = cancelling.current;
    setComparing({ kind: 'progress', done: 0, total: 0 });
    try {
      await comparePolicies(run, (progress) => !signal.aborted && setComparing(progress), signal);
    } catch (problem) {
      if (!signal.aborted) setComparing({ kind: 'failed', problem });
    }
  }, [comparePolicies, run]);
  useEffect(() => {
    void compare();
    return () => cancelling.current.abort();
  }, [compare]);
  const cancel = (): void => {
    cancelling.current.abort();
    setComparing({ kind: 'cancelled' });
  };
  return { comparing, compare: () => void compare(), cancel };
}
