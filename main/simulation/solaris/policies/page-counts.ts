import type { Policy } from '../../../../shared/model/policies.ts';
import { drain } from '../serd/buckets.ts';
import { emptySerd, type Serd, type SerdRule } from '../serd/rule.ts';
import { record } from '../serd/serd.ts';
import type { MemoryError } from './policy-host.ts';
import { reasonOf, serdRuleOf } from './rule-words.ts';

/** What is counted of one module or page. `failures`: how often its page could not be retired. */
interface Counted {
  readonly serd: Serd;
  readonly failures: number;
}

/** Counts the corrected errors of memory, and tells which of them are one too many. */
export class PageCounts {
  readonly #policy: Policy['memory'];
  readonly #rule: SerdRule | null;
  #counts = new Map<string, Counted>();

  constructor(policy: Policy['memory']) {
    this.#policy = policy;
    this.#rule = policy.corrected === null ? null : serdRuleOf(policy.corrected);
  }

  /** The reason why the page of a corrected error is to be retired now, null if it is not. */
  reasonToRetire(error: MemoryError, atNs: number): string | null {
    const { corrected, atOnce, counted } = this.#policy;
    if (includes(atOnce, error.class)) return `${error.class} error`;
    if (this.#rule === null || corrected === null || !includes(counted, error.class)) return null;
    const key = this.#keyOf(error);
    const { serd: before, failures } = this.#counts.get(key) ?? { serd: emptySerd, failures: 0 };
    const rule = this.#ruleAfter(this.#rule, failures);
    const serd = record(rule, before, { atNs, seq: error.seq });
    this.#counts.set(key, { serd: serd.fired ? afterFiring(rule, serd) : serd, failures });
    const what = `corrected errors of the ${this.#policy.per}`;
    return serd.fired ? reasonOf({ ...corrected, limit: rule.limit }, what) : null;
  }

  /** The page could not be retired. */
  fail(error: MemoryError): void {
    const key = this.#keyOf(error);
    const { serd, failures } = this.#counts.get(key) ?? { serd: emptySerd, failures: 0 };
    this.#counts.set(key, { serd, failures: failures + 1 });
  }

  /** Whoever counts has started anew. */
  clear(): void {
    this.#counts.clear();
  }

  #keyOf({ module, page }: MemoryError): string {
    return this.#policy.per === 'module' || page === null ? module : page;
  }

  #ruleAfter(rule: SerdRule, failures: number): SerdRule {
    // Beyond 30 doublings nobody lives to see the next attempt.
    const doublings = this.#policy.retry.kind === 'doubling' ? Math.min(failures, 30) : 0;
    return doublings === 0 ? rule : { ...rule, limit: rule.limit * (1 << doublings) };
  }
}

const includes = (classes: readonly string[], each: string): boolean => classes.includes(each);

/** A list starts anew with the next error; a leaky bucket keeps what it holds; a bucket is empty already. */
function afterFiring({ form }: SerdRule, serd: Serd): Serd {
  if (form === 'leaky') return drain(serd, 1);
  return form === 'list' ? emptySerd : serd;
}
