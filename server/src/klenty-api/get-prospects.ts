import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { type Caller, callerOf } from '#modules/accounts/index.ts'
import type { Prospect, ProspectFilter } from '#modules/prospects/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { type EditionShapes, shapesOf } from './editions.ts'
import { isSeenBy } from './find-prospect.ts'
import { noteIgnored } from './ignored-fields.ts'
import { ownOnlyHere } from './own-only.ts'
import type { KlentyDeps } from './ports.ts'
import { readDateRange } from './read-dates.ts'
import { type Fields, readFlag, readPaging, readQuery } from './request-input.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** GET /prospects: one by its mail address, or those of a list, of a range of days, or all. */
export const addGetProspects = (server: HttpServer, deps: KlentyDeps): void => {
  server.get('/prospects', async (request, reply) => {
    const caller = callerOf(request)
    const query = readQuery(request.query)
    const shapes = shapesOf(caller.edition)
    if (query.value('Email') !== undefined) return answerOne(deps, { caller, query, shapes, reply })
    const filter = await readFilter(deps, caller, query)
    const customFields = caller.edition === '2023' && readFlag(query, 'CustomFields')
    const write = (prospect: Prospect) => shapes.prospectOfList(prospect, { customFields })
    const { start, limit } = readPaging(query)
    noteIgnored(reply, query.ignored())
    const { companyId } = caller
    if (start === undefined && limit === undefined && shapes.recordsWithoutPaging === null)
      return reply
        .type(JSON_TYPE)
        .send(await arrayOf(deps.prospects.streamProspects({ companyId, filter }), write))
    const page = await deps.prospects.listProspects({
      companyId,
      filter,
      start: start ?? 1,
      limit: limit ?? shapes.recordsWithoutPaging ?? 1000,
    })
    return page.map(write)
  })
}

const answerOne = async (
  deps: KlentyDeps,
  {
    caller,
    query,
    shapes,
    reply,
  }: { caller: Caller; query: Fields; shapes: EditionShapes; reply: FastifyReply },
): Promise<object> => {
  const email = query.text('Email')
  if (email === undefined) throw invalidInput('Email', 'Email is empty. Write ?Email=steve@tutecircle.com.')
  const customFields = readFlag(query, 'CustomFields')
  noteIgnored(reply, query.ignored())
  const found = await deps.prospects.findByEmail({ companyId: caller.companyId, email })
  const prospect = found && isSeenBy(caller, found) ? found : undefined
  const answer = shapes.prospectByEmail(prospect, { customFields })
  if (!answer) throw notFound(`There is no prospect with the mail address ${JSON.stringify(email)}.`, 'Email')
  return answer
}

const readFilter = async (deps: KlentyDeps, caller: Caller, query: Fields): Promise<ProspectFilter> => {
  const { companyId } = caller
  const listName = query.text('listName')
  if (query.value('listName') !== undefined && listName === undefined)
    throw invalidInput('listName', 'listName is empty. Write ?listName=default.')
  const list =
    listName === undefined ? undefined : await deps.prospects.findList({ companyId, name: listName })
  if (listName !== undefined && !list)
    throw notFound(
      `There is no list called ${JSON.stringify(listName)}. GET /lists names those there are.`,
      'listName',
    )
  const ends = {
    created: { start: end(query, 'startDate'), end: end(query, 'endDate') },
    updated: { start: end(query, 'lastUpdatedDateStart'), end: end(query, 'lastUpdatedDateEnd') },
  }
  const dated = [ends.created, ends.updated].some(({ start, end: last }) => start.text ?? last.text)
  const zone = dated ? (await deps.accounts.getSettings({ companyId })).zone : 'UTC'
  const context = { zone, now: deps.clock.now() }
  const created = readDateRange({ ...ends.created, ...context })
  const updated = readDateRange({ ...ends.updated, ...context })
  return {
    listId: list?.id,
    ownerId: ownOnlyHere(caller),
    createdFrom: created.from,
    createdBefore: created.before,
    updatedFrom: updated.from,
    updatedBefore: updated.before,
  }
}

const end = (query: Fields, name: string) => ({ name, text: query.text(name) })

/**
 * A JSON array of all pages. The first is awaited, so that an error before anything was sent is answered as one, and a short answer goes
 * out whole; the rest is streamed, one page in memory.
 */
const arrayOf = async (
  pages: AsyncGenerator<Prospect[], void, void>,
  write: (prospect: Prospect) => object,
): Promise<string | Readable> => {
  const textOf = (page: readonly Prospect[]) =>
    page.map((prospect) => JSON.stringify(write(prospect))).join(',')
  const first = await pages.next()
  if (first.done) return '[]'
  const second = await pages.next()
  if (second.done) return `[${textOf(first.value)}]`
  const head = `[${textOf(first.value)},${textOf(second.value)}`
  const rest = async function* (): AsyncGenerator<string, void, void> {
    yield head
    for await (const page of pages) yield `,${textOf(page)}`
    yield ']'
  }
  return Readable.from(rest())
}
