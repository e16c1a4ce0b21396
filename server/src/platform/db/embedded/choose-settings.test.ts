import { expect, test } from 'vitest'
import { chooseSettings } from './choose-settings.ts'

const GIB = 1024 ** 3

test.each([
  [64 / 1024, '32MB'],
  [1, '256MB'],
  [4, '1024MB'],
  [256, '1024MB'],
])('of %d GB a quarter is for shared buffers, up to 1 GB', (gigabytes, buffers) => {
  expect(chooseSettings({ memoryBytes: gigabytes * GIB, processors: 2 }).shared_buffers).toBe(buffers)
})
