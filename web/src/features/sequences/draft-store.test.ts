import { expect, it, vi } from 'vitest'
import { createDraftStore } from './draft-store.ts'

type Draft = { throttle: number; id?: string | undefined }
type Sequence = { updatedAt: string; draft: Draft }

const sequence = (updatedAt: string, throttle = 0, id?: string): Sequence => ({
  updatedAt,
  draft: { throttle, id },
})
const throttled = (throttle: number) => (draft: Draft) => ({ ...draft, throttle })
const usual = {
  sequence: sequence('0'),
  draftOf: ({ draft }: Sequence) => draft,
  onSaved: () => {},
  pause: 1_000_000,
}

it('saves one at a time, then all that was edited meanwhile, each made of the one before', async () => {
  const saves: { throttle: number; basedOn: string | undefined; answer: () => void }[] = []
  const store = createDraftStore({
    ...usual,
    save: ({ throttle }, basedOn) =>
      new Promise<Sequence>((resolve) => {
        const answer = () => resolve(sequence(String(saves.length), throttle))
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
  expect(store.read()).toMatchObject({ saving: { state: 'saved' }, draft: { throttle: 3 } })
})

it('keeps what was refused, and takes theirs only when nothing is unsaved or it is told to', async () => {
  const save = vi.fn(async (_draft: Draft, basedOn: string | undefined): Promise<Sequence> => {
    if (basedOn !== undefined) throw new Error('changed meanwhile')
    return sequence('9', 5)
  })
  const store = createDraftStore({ ...usual, save })
  store.take(sequence('1', 4))
  store.take(sequence('0', 3))
  expect(store.read().draft.throttle).toBe(4)
  store.edit(throttled(5))
  await store.flush()
  expect(store.read().saving).toMatchObject({ state: 'failed' })
  store.take(sequence('2', 6))
  expect(store.read().draft.throttle).toBe(5)
  await store.overwrite()
  expect(store.read().saving.state).toBe('saved')
  store.edit(throttled(7))
  store.takeTheirs(sequence('3', 8))
  expect(store.read()).toMatchObject({ saving: { state: 'saved' }, draft: { throttle: 8 } })
})

it('adopts what the server added to what was sent, also where it was edited meanwhile', async () => {
  let answer = (_sequence: Sequence): void => {}
  const store = createDraftStore({
    ...usual,
    save: () =>
      new Promise<Sequence>((resolve) => {
        answer = resolve
      }),
    adopt: (now, _sent, saved) => ({ ...now, id: saved.draft.id }),
  })
  store.edit(throttled(1))
  void store.flush()
  store.edit(throttled(2))
  answer(sequence('1', 1, 'new'))
  await vi.waitFor(() => expect(store.read().draft).toEqual({ throttle: 2, id: 'new' }))
})
