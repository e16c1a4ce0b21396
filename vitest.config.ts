import { configDefaults, defineConfig } from 'vitest/config'

/** Real databases and mail servers answer slowly on a busy machine; a time limit is there for what hangs, not for what is slow. */
const LIMITS = { testTimeout: 60_000, hookTimeout: 120_000 }
/** One server of databases for all, and two files at a time. */
export const WHOLE = { globalSetup: ['server/test/global-setup.ts'], maxWorkers: 2, ...LIMITS }
/** These measure memory or end processes. */
const APART = ['server/src/modules/imports/{memory,run-import}.test.ts']

export default defineConfig({
  test: {
    ...WHOLE,
    projects: [
      {
        test: {
          name: 'program',
          ...LIMITS,
          include: [
            'server/{test,src/!(modules)}/**/*.test.ts',
            'server/src/*.test.ts',
            'e2e/**/*.test.ts',
            ...APART,
          ],
          // Those in a browser take minutes: `npm run test:web`.
          exclude: [...configDefaults.exclude, 'e2e/web/**'],
        },
      },
      {
        test: {
          name: 'parts',
          ...LIMITS,
          include: ['server/src/modules/**/*.test.ts', 'packages/**/*.test.ts', 'web/src/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...APART],
          // They keep nothing from one file for the next: a process for each file would add a sixth to the suite.
          isolate: false,
        },
      },
    ],
  },
})
