import { configDefaults, defineConfig } from 'vitest/config'
import { WHOLE } from './vitest.config.ts'

/** The tests in a real browser. */
export default defineConfig({
  test: {
    ...WHOLE,
    include: ['e2e/web/**/*.test.ts'],
    exclude: configDefaults.exclude,
    // Each walks through several pages, and has them judged in both themes.
    testTimeout: 180_000,
  },
})
