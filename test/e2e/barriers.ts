import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

interface Look {
  /** Parts that are there many times over: looking at each of thousands takes minutes. */
  readonly leftOut?: readonly string[];
  /** Whether only colours are looked at: all else is the same in the other theme. */
  readonly coloursOnly?: boolean;
}

const colourRules = ['color-contrast', 'link-in-text-block'];

/** What somebody who cannot see, or not tell colours apart, would stumble over badly. */
export async function seriousBarriers(page: Page, { leftOut = [], coloursOnly = false }: Look = {}): Promise<string[]> {
  // The console has no frames, for which alone a window more would be opened; nobody reads what passes.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({
    resultTypes: ['violations'],
    ...(coloursOnly ? { runOnly: { type: 'rule', values: colourRules } } : {}),
  });
  for (const selector of leftOut) builder.exclude(selector);
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`));
}
