import { expect, test } from 'vitest'
import type { Definition, Journey } from '../types.ts'
import { createJourneyStore } from './journey-store.ts'

const definition = (start: string): Definition => ({
  start,
  nodes: [],
  settings: {
    zone: { of: 'prospect' },
    window: { from: '09:00', to: '17:00' },
    days: [1],
    holidays: { days: [] },
    mailboxes: { of: 'starter' },
    throttle: null,
    stopOn: { reply: true, autoReply: 'hold', colleagueReply: false, taskOutcomes: [] },
    reentry: false,
    track: { opens: true, clicks: true },
    unsubscribe: true,
  },
})

const journeyAt = (updatedAt: string, start: string): Journey => ({
  ...{ id: 'j', name: 'Journey', ownerId: 'u', shared: true, state: 'draft', pauseReason: null, version: 0 },
  ...{ createdAt: updatedAt, publishedAt: null, updatedAt, draft: definition(start), published: null },
})

/** A server that answers when it is told to. */
const createServer = () => {
  const waiting: {
    start: string | null
    basedOn: string | undefined
    answer(at: string): void
    fail(): void
  }[] = []
  const save = ({ start }: Definition, basedOn: string | undefined) =>
    new Promise<Journey>((resolve, reject) =>
      waiting.push({
        start,
        basedOn,
        answer: (at) => resolve(journeyAt(at, start ?? '')),
        fail: () => reject(new Error('no')),
      }),
    )
  return { waiting, save }
}

const led = (start: string) => (now: Definition) => ({ ...now, start })

test('one save at a time, and the next has all that was edited meanwhile', async () => {
  const { waiting, save } = createServer()
  const store = createJourneyStore({ journey: journeyAt('1', 'a'), save, pause: 60_000 })
  store.edit(led('b'))
  const done = store.flush()
  await expect.poll(() => waiting.length).toBe(1)
  store.edit(led('c'))
  store.edit(led('d'))
  expect(waiting).toHaveLength(1)
  waiting[0]?.answer('2')
  await expect.poll(() => waiting.length).toBe(2)
  expect(waiting.map(({ start, basedOn }) => [start, basedOn])).toEqual([
    ['b', '1'],
    ['d', '2'],
  ])
  waiting[1]?.answer('3')
  await done
  expect(store.read()).toMatchObject({ saving: { state: 'saved' }, definition: { start: 'd' } })
})

test('what was not saved is kept, and saved over theirs only when that is wanted', async () => {
  const { waiting, save } = createServer()
  const store = createJourneyStore({ journey: journeyAt('1', 'a'), save, pause: 60_000 })
  store.edit(led('b'))
  const failing = store.flush()
  await expect.poll(() => waiting.length).toBe(1)
  waiting[0]?.fail()
  await failing
  expect(store.read().saving.state).toBe('failed')
  store.take(journeyAt('9', 'theirs'))
  expect(store.read().definition.start).toBe('b')
  const over = store.overwrite()
  await expect.poll(() => waiting.length).toBe(2)
  expect(waiting[1]).toMatchObject({ start: 'b', basedOn: undefined })
  waiting[1]?.answer('10')
  await over
  store.take(journeyAt('11', 'theirs'))
  expect(store.read().definition.start).toBe('theirs')
})
