import { type ProspectInput, readProspectInput } from '#modules/prospects/index.ts'
import type { KlentyClient } from './klenty-client.ts'
import type { NotedPerson } from './move-queries.ts'
import { emailOf, isWhole, readOne, readStatus, type SourceRecord, textOf } from './read-answers.ts'
import { type Standing, standingOf } from './standing.ts'

/** Somebody as he is taken over: with all his fields and how he stands; or why he cannot be. */
export type AskedPerson = { sourceId: string; standing: Standing | null; unknownOwner: string | null } & (
  | { input: ProspectInput; rejection: null }
  | { input: null; rejection: string; address: string | undefined }
)

/** Not a field of the person: the server's own, or said otherwise here. */
const NO_FIELDS: ReadonlySet<string> = new Set([
  'Id',
  'id',
  '_id',
  'assignTo',
  'Owner',
  'createdDate',
  'List',
])

/**
 * Asks for what a list does not tell of somebody. His standing is asked last, so that nobody is taken over who asked for no more mail while
 * this went on; without knowing it nobody is taken over.
 *
 * @param members login mails of the members here
 */
export const askPerson = async (
  client: KlentyClient,
  { sourceId, listName, given }: NotedPerson,
  members: ReadonlySet<string>,
): Promise<AskedPerson> => {
  const email = emailOf(given)
  const reject = (rejection: string, standing: Standing | null = null): AskedPerson => ({
    ...{ sourceId, standing, unknownOwner: null, input: null, rejection, address: email },
  })
  if (email === undefined) return reject('The server tells no mail address of him.')
  const record = isWhole(given) ? given : await askForAll(client, email)
  if (!record) return reject('The server knows him no more.')
  const answer = await client.get(`/prospects/${encodeURIComponent(email)}/status`)
  const status = answer.found ? readStatus(answer.value) : undefined
  if (!status)
    return reject(
      `The server does not say whether he may be mailed${answer.found ? '' : ` (${answer.message})`}.`,
    )
  const standing = standingOf(status)
  const owner = textOf(record.assignTo) ?? textOf(record.Owner)
  const login = owner?.toLowerCase().replace(/^mailto:/, '')
  const isMember = login !== undefined && members.has(login)
  const input = readProspectInput({
    ...fieldsOf(record),
    ...(listName !== null && { List: listName }),
    ...(isMember && { Owner: login }),
  })
  if ('mistake' in input) return reject(input.mistake, standing)
  return { sourceId, standing, unknownOwner: isMember ? null : (login ?? null), input, rejection: null }
}

const askForAll = async (client: KlentyClient, email: string): Promise<SourceRecord | undefined> => {
  const answer = await client.get('/prospects', { Email: email, CustomFields: 'true' })
  return answer.found ? readOne(answer.value) : undefined
}

const fieldsOf = (record: SourceRecord): SourceRecord =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !NO_FIELDS.has(key)))
