import { expect, it, vi } from 'vitest'
import type { Cadence } from '../types.ts'
import type { Draft } from './draft.ts'
import { createDraftStore } from './draft-store.ts'

const cadence = (updatedAt: string, throttle: number | null = null): Cadence => ({
  id: 'c',
  name: 'Spring',
  ownerId: 'u',
  shared: true,
  state: 'draft',
  pauseReason: null,
  version: 0,
  createdAt: updatedAt,
  publishedAt: null,
  published: null,
  updatedAt,
  draft: {
    settings: {
      zone: { of: 'prospect' },
      window: { from: '09:00', to: '17:00' },
      days: [1],
      holidays: { days: [] },
      mailboxes: { of: 'starter' },
      throttle,
      stopOn: { reply: true, autoReply: 'hold', colleagueReply: false, taskOutcomes: [] },
      reentry: false,
      track: { opens: true, clicks: true },
      unsubscribe: true,
    },
    steps: [],
  },
})
const throttled = (throttle: number) => (draft: Draft) => ({
  ...draft,
  settings: { ...draft.settings, throttle },
})

it('saves one at a time, then all that was edited meanwhile, each made of the one before', async () => {
  const saves: { throttle: number | null; basedOn: string | undefined; answer: () => void }[] = []
  const store = createDraftStore({
    cadence: cadence('0'),
    onSaved: () => {},
    pause: 1_000_000,
    save: ({ settings: { throttle } }, basedOn) =>
      new Promise((resolve) => {
        const answer = () => resolve(cadence(String(saves.length), throttle))
        saves.push({ throttle, basedOn, answer })
      }),
  })
  store.edit(throttled(1))
  expect(store.read().saving.state).toBe('waiting')
  const done = store.flush()
  await vi.waitFor(() => expect(saves).toHaveLength(1))
  store.edit(throttled(2))
  store.edit(throttled(3))
  expect(saves).toHaveLength(1)
  saves[0]?.answer()
  await vi.waitFor(() => expect(saves).toHaveLength(2))
  saves[1]?.answer()
  await done
  expect(saves).toMatchObject([
    { throttle: 1, basedOn: '0' },
    { throttle: 3, basedOn: '1' },
  ])
  expect(store.read()).toMatchObject({ saving: { state: 'saved' }, draft: { settings: { throttle: 3 } } })
})

it('keeps what was refused, and takes theirs only when nothing is unsaved or it is told to', async () => {
  const save = vi.fn(async (_draft: Draft, basedOn: string | undefined): Promise<Cadence> => {
    if (basedOn !== undefined) throw new Error('changed meanwhile')
    return cadence('9', 5)
  })
  const store = createDraftStore({ cadence: cadence('0'), onSaved: () => {}, pause: 1_000_000, save })
  store.take(cadence('1', 4))
  store.take(cadence('0', 3))
  expect(store.read().draft.settings.throttle).toBe(4)
  store.edit(throttled(5))
  await store.flush()
  expect(store.read().saving).toMatchObject({ state: 'failed' })
  store.take(cadence('2', 6))
  expect(store.read().draft.settings.throttle).toBe(5)
  await store.overwrite()
  expect(store.read().saving.state).toBe('saved')
  store.edit(throttled(7))
  store.takeTheirs(cadence('3', 8))
  expect(store.read()).toMatchObject({ saving: { state: 'saved' }, draft: { settings: { throttle: 8 } } })
})
