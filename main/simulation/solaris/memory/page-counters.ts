/** The kernel's own counters, `unix:0:page_retire`, by their names there. */
export interface PageCounters {
  readonly pages_retired: number;
  /** Nothing ever counts these two. */
  readonly pages_retire_request: number;
  readonly pages_retire_request_free: number;
  /** Pending pages that found no place in the queue of 256, and those that were looked for there in vain. */
  readonly pages_notenqueued: number;
  readonly pages_notdequeued: number;
  readonly pages_pending: number;
  /** Failed attempts, and one more for each request that did not retire its page at once. */
  readonly pages_deferred: number;
  readonly pages_deferred_kernel: number;
  readonly pages_limit: number;
  readonly pages_limit_exceeded: number;
  readonly pages_fma: number;
  readonly pages_multiple_ce: number;
  readonly pages_ue: number;
  readonly pages_ue_cleared_retired: number;
  readonly pages_ue_cleared_freed: number;
  readonly pages_ue_persistent: number;
  readonly pages_unretired: number;
}

export type PageCounter = keyof PageCounters;

/** The counters after boot: nothing but the limit. */
export const noPageCounters = (limit: number): PageCounters => ({
  pages_retired: 0,
  pages_retire_request: 0,
  pages_retire_request_free: 0,
  pages_notenqueued: 0,
  pages_notdequeued: 0,
  pages_pending: 0,
  pages_deferred: 0,
  pages_deferred_kernel: 0,
  pages_limit: limit,
  pages_limit_exceeded: 0,
  pages_fma: 0,
  pages_multiple_ce: 0,
  pages_ue: 0,
  pages_ue_cleared_retired: 0,
  pages_ue_cleared_freed: 0,
  pages_ue_persistent: 0,
  pages_unretired: 0,
});
