import { configDefaults, defineConfig } from 'vitest/config'

/** Of tests with servers. */
export const SERVERS = {
  globalSetup: ['server/test/global-setup.ts'],
  maxWorkers: 2,
  // Real databases and mail servers answer slowly on a busy machine; a time limit is there for what hangs, not for what is slow.
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    maxWorkers: SERVERS.maxWorkers,
    projects: [
      {
        test: {
          name: 'server',
          ...SERVERS,
          include: ['server/**/*.test.ts', 'e2e/**/*.test.ts'],
          // Those in a browser take minutes: `npm run test:web`.
          exclude: [...configDefaults.exclude, 'e2e/web/**'],
        },
      },
      {
        test: {
          name: 'rules',
          include: ['packages/**/*.test.ts', 'web/src/**/*.test.ts'],
          testTimeout: SERVERS.testTimeout,
          // Rules keep nothing from one file for the next, and a worker for each would take longer than they do.
          isolate: false,
        },
      },
    ],
  },
})
