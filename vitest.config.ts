import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{main,preload,renderer,shared,test}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'out/**'],
    globalSetup: ['test/e2e/choose-browser.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The default is a second, which a busy machine may need for one look at a page.
    expect: { poll: { timeout: 15_000 } },
    passWithNoTests: false,
  },
});
