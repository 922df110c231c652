import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What somebody who cannot see, or not tell colours apart, would stumble over badly. */
export async function seriousBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`));
}
