import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['server/**/*.test.ts', 'packages/**/*.test.ts', 'web/src/**/*.test.ts', 'e2e/**/*.test.ts'],
    // Those in a browser take minutes: `npm run test:web`.
    exclude: [...configDefaults.exclude, 'e2e/web/**'],
    globalSetup: ['server/test/global-setup.ts'],
    maxWorkers: 2,
    // Real databases and mail servers answer slowly on a busy machine; a time limit is there for what hangs, not for what is slow.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
