import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createFeed, type Feed, type Message } from './feed.ts'
import { EVERYTHING, type News, newsForEverybody } from './news.ts'

let clock: ManualClock
let over: AbortController
let found: (News | Error)[]
let ended: boolean
let feed: Feed
beforeEach(() => {
  clock = manualClock(new Date('2026-03-02T09:00:00Z'))
  over = new AbortController()
  found = []
  ended = false
  feed = createFeed({
    instance: 'here',
    look: async () => {
      const next = found.shift()
      if (next instanceof Error) throw next
      return next ?? null
    },
    ...{ clock, log: silentLog(), signal: over.signal },
    onEnd: () => {
      ended = true
    },
  })
})
afterEach(() => over.abort())

const settle = () => new Promise((resolve) => setImmediate(resolve))
const second = async () => {
  clock.advance(1_000)
  await settle()
}

const follow = (lastId?: string, listener = { userId: 'ann', seesAll: true }) => {
  const heard: Message[] = []
  const stop = feed.follow({ ...listener, lastId, tell: (message) => void heard.push(message) })
  return { heard, paths: () => heard.flatMap(({ paths }) => paths), stop }
}

test('what is found is told, and what is found again is not', async () => {
  const ann = follow()
  await settle()
  found.push(newsForEverybody('/tasks'))
  await second()
  await second()
  expect(ann.paths()).toEqual(['/tasks'])
})

test('whoever comes back is told what he missed, and nothing else', async () => {
  const first = follow()
  feed.publish(newsForEverybody('/tasks'))
  const lastId = first.heard.at(-1)?.id
  first.stop()
  feed.publish(newsForEverybody('/threads'))
  feed.publish(newsForEverybody('/imports'))
  expect(follow(lastId).paths()).toEqual(['/threads', '/imports'])
})

test('what cannot be known any more is everything: after a restart, or when too much happened', async () => {
  const first = follow()
  const lastId = first.heard[0]?.id
  expect(follow('there-3').paths()).toEqual([EVERYTHING])
  expect(follow('here-99').paths()).toEqual([EVERYTHING])
  expect(follow('nonsense').paths()).toEqual([EVERYTHING])
  for (let count = 0; count < 600; count += 1) feed.publish(newsForEverybody('/tasks'))
  expect(follow(lastId).paths()).toEqual([EVERYTHING])
})

test('a page that was read just before is told of the seconds between', async () => {
  feed.publish(newsForEverybody('/tasks'))
  clock.advance(4_000)
  expect(follow().paths()).toEqual(['/tasks'])
  clock.advance(2_000)
  expect(follow().paths()).toEqual([])
})

test('a rep is told of what is his; who sees everybody, of all', () => {
  const all = follow()
  const bob = follow(undefined, { userId: 'bob', seesAll: false })
  const eve = follow(undefined, { userId: 'eve', seesAll: false })
  feed.publish({ everybody: ['/notices'], owners: new Map([['bob', ['/prospects', '/notices']]]) })
  feed.publish({ everybody: [], owners: new Map([['bob', ['/threads']]]) })
  expect(all.paths()).toEqual(['/notices', '/prospects', '/threads'])
  expect(bob.paths()).toEqual(['/notices', '/prospects', '/threads'])
  expect(eve.heard.map(({ paths }) => paths)).toEqual([[], ['/notices']])
})

test('when looking failed, everything may have changed meanwhile', async () => {
  const ann = follow()
  await settle()
  found.push(new Error('the database is away'))
  await second()
  expect(ann.paths()).toEqual([])
  await second()
  expect(ann.paths()).toEqual([EVERYTHING])
})

test('a company is watched for a minute longer than somebody listens, and no longer', async () => {
  const ann = follow()
  await settle()
  for (let count = 0; count < 90; count += 1) await second()
  expect(ended).toBe(false)
  ann.stop()
  for (let count = 0; count < 59; count += 1) await second()
  expect(ended).toBe(false)
  for (let count = 0; count < 3; count += 1) await second()
  expect(ended).toBe(true)
})
