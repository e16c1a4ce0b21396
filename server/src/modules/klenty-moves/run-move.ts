import { askPerson } from './ask-person.ts'
import { bringCadences } from './bring-cadences.ts'
import { createKlentyClient, type KlentyClient, type KlentyServer } from './klenty-client.ts'
import type { Move, MoveCounts, OnExisting } from './move.ts'
import { beginMove, finishMove, lockMove, rejectedPeople, waitingPeople } from './move-queries.ts'
import type { MovesDeps } from './moves-deps.ts'
import { noteEverybody, required } from './note-people.ts'
import { readNames } from './read-answers.ts'
import { readServerUrl } from './server-url.ts'
import { takeOver } from './take-over.ts'

export type RunMove = {
  companyId: string
  /** Whose the people are whose owner is no member here. */
  userId: string
  from: KlentyServer
  onExisting: OnExisting
  /** Ends the run after the batch under way; the next one goes on from there. */
  signal?: AbortSignal | undefined
  onProgress?: ((progress: MoveProgress) => void) | undefined
}

/** `total` is null until everybody on the server is noted; `done` then counts who is. */
export type MoveProgress = { done: number; total: number | null }

export type RanMove = Move & {
  ended: 'done' | 'stopped'
  /** How many people an earlier run of the same move had taken over or rejected; null: this one began it. */
  resumedAt: number | null
  rejections: { email: string; reason: string }[]
}

/** What is lost at most when a run is killed: the answers for so many people are asked for again. */
const BATCH = 40
/** Requests at a time: few, since the server has others to serve. */
const AT_A_TIME = 4

/**
 * Moves lists, people and the names of cadences here from a server that speaks the Klenty API. A run that was killed is gone on with by the
 * next for the same server and user, and each person counts once. Throws an AppError when the server cannot be read.
 */
export const runMove = async (deps: MovesDeps, run: RunMove): Promise<RanMove> => {
  const { companyId, userId, signal, onProgress } = run
  const from = { ...run.from, url: readServerUrl(run.from.url) }
  const client = createKlentyClient(deps, from, signal)
  // First: whoever gave the wrong key has begun nothing.
  const lists = required('/lists', await client.get('/lists'), readNames)
  const begun = await beginMove(deps.db, {
    ...{ companyId, userId, id: deps.newId(), onExisting: run.onExisting, now: deps.clock.now() },
    ...{ serverUrl: from.url, serverUser: from.user.trim().toLowerCase() },
  })
  const moveId = begun.id
  if (begun.people === null) {
    const cadences = await bringCadences(deps, client, { companyId, userId })
    await noteEverybody(deps, client, {
      ...{ companyId, userId, moveId, notes: { ...begun.notes, ...cadences, lists } },
      onNoted: (done) => onProgress?.({ done, total: null }),
    })
  }
  const listed = await deps.db.transaction((tx) => lockMove(tx, { companyId, moveId }))
  const before = countOf(listed)
  const ended = await takeEverybody(deps, client, { ...run, listed })
  if (ended === 'done') await finishMove(deps.db, { companyId, moveId, now: deps.clock.now() })
  const move = await deps.db.transaction((tx) => lockMove(tx, { companyId, moveId }))
  const rejections = await rejectedPeople(deps.db, { companyId, moveId })
  return { ...move, ended, resumedAt: begun.people === null ? null : before, rejections }
}

const countOf = ({ added, updated, skipped, repeated, rejected }: MoveCounts): number =>
  added + updated + skipped + repeated + rejected

const takeEverybody = async (
  deps: MovesDeps,
  client: KlentyClient,
  { companyId, userId, signal, onProgress, listed }: RunMove & { listed: Move },
): Promise<RanMove['ended']> => {
  const moveId = listed.id
  const members = new Set((await deps.accounts.listMembers({ companyId })).map(({ email }) => email))
  onProgress?.({ done: countOf(listed), total: listed.people })
  for (let after = ''; ; ) {
    const noted = await waitingPeople(deps.db, { companyId, moveId, after, limit: BATCH })
    const last = noted.at(-1)
    if (!last) return 'done'
    if (signal?.aborted) return 'stopped'
    after = last.sourceId
    const people = await fewAtATime(noted, (person) => askPerson(client, person, members))
    const move = await takeOver(deps, { companyId, userId, moveId, people })
    onProgress?.({ done: countOf(move), total: move.people })
  }
}

/** In the order given. The first that fails ends the others' turn. */
const fewAtATime = async <In, Out>(
  items: readonly In[],
  work: (item: In) => Promise<Out>,
): Promise<Out[]> => {
  const results = new Map<number, Out>()
  const waiting = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results.set(index, await work(item))
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
  return items.flatMap((_, index) => {
    const result = results.get(index)
    return result === undefined ? [] : [result]
  })
}
