import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** The tests in a real browser. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['e2e/web/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    // Each walks through several pages, and has them judged in both themes.
    testTimeout: 180_000,
  },
})
