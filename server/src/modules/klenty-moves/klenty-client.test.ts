import { describe, expect, test } from 'vitest'
import type { Clock } from '#platform/clock/index.ts'
import { createKlentyClient } from './klenty-client.ts'
import { retryWait } from './retry-wait.ts'

type Scripted = Response | Error

/** A server that gives these answers, one after the other, and a clock that passes only while somebody sleeps. */
const scripted = (...answers: Scripted[]) => {
  let now = Date.parse('2026-03-02T09:00:00Z')
  const asked: { at: number; url: string; headers: unknown; redirect: unknown }[] = []
  const clock: Clock = {
    now: () => new Date(now),
    sleep: async (milliseconds) => {
      now += milliseconds
    },
  }
  const begin = now
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { headers, redirect } = init ?? {}
    asked.push({ at: now - begin, url: String(input), headers, redirect })
    const answer = answers.shift()
    if (!answer) throw new Error('asked too often')
    if (answer instanceof Error) throw answer
    return answer
  }
  const server = { url: 'https://app.klenty.com', user: 'hello@klenty.com', key: 'k' }
  return { client: createKlentyClient({ clock, random: () => 0.5, fetch }, server), asked }
}
const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers })

test('asks with the key, of the user in the path, and follows no redirect', async () => {
  const { client, asked } = scripted(json(['a']))
  const query = { Email: 'a+b@x.test', CustomFields: 'true' }
  expect(await client.get('/prospects', query)).toEqual({ found: true, value: ['a'] })
  expect(asked).toEqual([
    {
      at: 0,
      url: 'https://app.klenty.com/apis/v1/user/hello%40klenty.com/prospects?Email=a%2Bb%40x.test&CustomFields=true',
      headers: { 'x-api-key': 'k', accept: 'application/json' },
      redirect: 'manual',
    },
  ])
})

describe('what fails for the moment is asked again', () => {
  test('as late as the server says, else later each time', async () => {
    const gone = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    const { client, asked } = scripted(
      ...[json({}, 429, { 'retry-after': '7' }), json({}, 503), gone, json({}, 502), json([])],
    )
    expect(await client.get('/lists')).toEqual({ found: true, value: [] })
    const waits = asked.map(({ at }, index) => at - (asked[index - 1]?.at ?? 0))
    expect(waits).toEqual([0, 7_000, 1_500, 3_000, 6_000])
  })

  test('others wait too while the server asks for a pause', async () => {
    const { client, asked } = scripted(json({}, 429, { 'retry-after': '7' }), json([]), json([]))
    await client.get('/lists')
    await client.get('/cadences')
    expect(asked.map(({ at }) => at)).toEqual([0, 7_000, 7_000])
  })

  test('until it makes no more sense', async () => {
    const away = scripted(...Array.from({ length: 8 }, () => json({}, 500)))
    await expect(away.client.get('/lists')).rejects.toMatchObject({
      ...{ code: 'unavailable', message: expect.stringContaining('it answered 500. What was moved is kept') },
    })
    expect(away.asked).toHaveLength(8)
    const busy = scripted(json({}, 429, { 'retry-after': '86400' }))
    await expect(busy.client.get('/lists')).rejects.toMatchObject({ code: 'unavailable' })
    expect(busy.asked).toHaveLength(1)
  })
})

test.each([
  [json({ message: 'no such prospect' }, 404), 'no such prospect'],
  [json({ Status: false, message: 'unknown' }), 'unknown'],
  [json({ status: false }), 'the server says that it failed'],
  [new Response('', { status: 404 }), 'the server answered 404'],
])('what is not there is told from what fails: %#', async (answer, message) => {
  expect(await scripted(answer).client.get('/prospects')).toEqual({ found: false, message })
})

test.each([
  [json({}, 401), '--key', 'does not know this key'],
  [json({}, 403), '--user', 'may not speak for hello@klenty.com'],
  [new Response(null, { status: 302, headers: { location: 'https://x.test' } }), '--from', 'https://x.test'],
  [new Response('<html>'), '--from', 'does not answer with JSON'],
])('what will never work ends the move: %#', async (answer, field, message) => {
  await expect(scripted(answer).client.get('/lists')).rejects.toMatchObject({
    ...{ name: 'AppError', field, message: expect.stringContaining(message) },
  })
})

test('Retry-After may be a date', () => {
  const now = new Date('2026-03-02T09:00:00Z')
  const wait = (retryAfter: string | null, attempt = 1) =>
    retryWait({ attempt, retryAfter, now, random: () => 0 })
  expect(wait('Mon, 02 Mar 2026 09:00:30 GMT')).toBe(30_000)
  expect(wait('Mon, 02 Mar 2026 08:00:00 GMT')).toBe(0)
  expect(wait('soon')).toBe(500)
  expect(wait(null, 30)).toBe(30_000)
})
