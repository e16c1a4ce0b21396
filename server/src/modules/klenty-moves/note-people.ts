import { AppError } from '#platform/errors/index.ts'
import type { Answer, KlentyClient } from './klenty-client.ts'
import type { MoveNotes } from './move.ts'
import { closeListing, type NotedPerson, notePeople } from './move-queries.ts'
import type { MovesDeps } from './moves-deps.ts'
import {
  isWhole,
  readRecords,
  type SourceRecord,
  sourceIdOf,
  storableRecord,
  textOf,
} from './read-answers.ts'

/** The API gives a thousand at a time; with all their fields that is a long wait for both. */
const PAGE = 200

type Listing = { companyId: string; userId: string; moveId: string; onNoted(noted: number): void }

/**
 * Notes everybody on the server: those of each list, then those of no list that was named, who are those of colleagues. Made again from the
 * beginning when it was interrupted; nobody is noted twice. The lists are made here.
 */
export const noteEverybody = async (
  deps: MovesDeps,
  client: KlentyClient,
  { companyId, userId, moveId, onNoted, notes }: Listing & { notes: MoveNotes },
): Promise<MoveNotes> => {
  let noted = 0
  let withoutTags = false
  const listsRefused: MoveNotes['listsRefused'] = []
  const note = async (records: readonly SourceRecord[], list: string | null) => {
    withoutTags ||= records.some((record) => !isWhole(record))
    const people = records.flatMap((record) => personOf(record, list))
    noted += await notePeople(deps.db, { companyId, moveId, people: onceEach(people) })
    onNoted(noted)
  }
  for (const name of notes.lists) {
    const first = await client.get('/prospects', { listName: name, start: '1', limit: '1' })
    if (!first.found) {
      listsRefused.push({ name, reason: first.message })
      continue
    }
    await deps.prospects.createList({ companyId, userId, name })
    for await (const page of pagesOf(client, { listName: name })) await note(page, name)
  }
  const onlyLists = !(await client.get('/prospects', { start: '1', limit: '1' })).found
  if (!onlyLists) for await (const page of pagesOf(client, {})) await note(page, null)
  const all: MoveNotes = { ...notes, listsRefused, onlyLists, withoutTags }
  await closeListing(deps.db, { companyId, moveId, notes: all })
  return all
}

/** The server's page may be shorter than asked for; a server that knows no pages gives everybody at once. */
async function* pagesOf(
  client: KlentyClient,
  query: Record<string, string>,
): AsyncGenerator<SourceRecord[], void, void> {
  let firstOfLast: string | undefined
  for (let start = 1; ; ) {
    const asked = { ...query, start: String(start), limit: String(PAGE), CustomFields: 'true' }
    const page = required('/prospects', await client.get('/prospects', asked), readRecords)
    const [first] = page
    const firstId = first && sourceIdOf(first)
    // The same again: it takes no notice of start.
    if (!first || (firstId !== undefined && firstId === firstOfLast)) return
    yield page
    if (page.length > PAGE) return
    firstOfLast = firstId
    start += page.length
  }
}

const personOf = (record: SourceRecord, list: string | null): NotedPerson[] => {
  const sourceId = sourceIdOf(record)
  if (sourceId === undefined) return []
  return [{ sourceId, listName: list ?? textOf(record.List) ?? null, given: storableRecord(record) }]
}

const onceEach = (people: readonly NotedPerson[]): NotedPerson[] => [
  ...new Map(people.map((person) => [person.sourceId, person])).values(),
]

/** What an answer holds, where going on without it makes no sense. */
export const required = <T>(path: string, answer: Answer, read: (value: unknown) => T | undefined): T => {
  const value = answer.found ? read(answer.value) : undefined
  if (value !== undefined) return value
  throw new AppError({
    code: 'not_allowed',
    field: '--from',
    message: `The server does not answer GET ${path} as the Klenty API does${answer.found ? '' : ` (${answer.message})`}. Look whether --from is the right address.`,
  })
}
