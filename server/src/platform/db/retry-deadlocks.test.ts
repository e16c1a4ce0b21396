import { expect, test } from 'vitest'
import { retryDeadlocks } from './retry-deadlocks.ts'

const failing = (code: string, times: number) => {
  let calls = 0
  return async () => {
    calls += 1
    if (calls <= times) throw Object.assign(new Error(`failed ${calls}`), { code })
    return calls
  }
}

test('a deadlock is tried again, at most three times in all', async () => {
  const pauses: number[] = []
  const pause = async (milliseconds: number) => void pauses.push(milliseconds)
  expect(await retryDeadlocks(failing('40P01', 2), pause)).toBe(3)
  expect(pauses).toEqual([expect.any(Number), expect.any(Number)])
  expect(Math.min(...pauses)).toBeGreaterThan(0)
  await expect(retryDeadlocks(failing('40P01', 3))).rejects.toThrow('failed 3')
})

test('any other failure is final', async () => {
  await expect(retryDeadlocks(failing('23505', 1))).rejects.toThrow('failed 1')
})
