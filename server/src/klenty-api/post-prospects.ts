import type { FastifyReply } from 'fastify'
import { type Caller, callerOf } from '#modules/accounts/index.ts'
import { AppError, invalidInput } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { type RowResult, shapesOf } from './editions.ts'
import { errorEntry, failureBody, publicCodeOf } from './failure-shape.ts'
import { readRef, requireProspect, requireSeen } from './find-prospect.ts'
import { noteIgnored } from './ignored-fields.ts'
import { isHeldHere } from './own-only.ts'
import type { KlentyDeps } from './ports.ts'
import { readBody } from './request-input.ts'

/** POST /prospects (one, or up to 100), POST /prospects/{email}, POST /prospects/{email}/removeTags. */
export const addPostProspects = (server: HttpServer, deps: KlentyDeps): void => {
  server.post('/prospects', async (request, reply) => {
    const caller = callerOf(request)
    const rows = rowsOf(request.body)
    return rows
      ? createMany(deps, { caller, rows, reply })
      : createOne(deps, { caller, body: request.body, reply })
  })

  server.post<{ Params: { email: string } }>('/prospects/:email', async (request, reply) => {
    const caller = callerOf(request)
    const { companyId, userId, edition } = caller
    const { ignoredFields } = await deps.prospects.updateProspect({
      companyId,
      userId,
      source: 'api',
      ref: await requireSeen(deps, caller, request.params.email),
      changes: request.body,
      heldToOwn: isHeldHere(caller),
    })
    noteIgnored(reply, ignoredFields)
    return shapesOf(edition).success()
  })

  server.post<{ Params: { email: string } }>('/prospects/:email/removeTags', async (request, reply) => {
    const caller = callerOf(request)
    const { companyId, userId, edition } = caller
    const body = readBody(request.body)
    const tags = body.value('tag', 'tags')
    const ref = readRef(request.params, body)
    if (tags === undefined)
      throw invalidInput('tag', 'tag is missing. Send the tags to remove: {"tag":["t1","t2"]}.')
    await deps.prospects.removeTags({
      ...{ companyId, userId, tags },
      ref: await requireSeen(deps, caller, ref),
    })
    noteIgnored(reply, body.ignored())
    return shapesOf(edition).success()
  })
}

/** The rows of a bulk request: a bare array, or the value of `Prospects`. */
const rowsOf = (body: unknown): unknown[] | undefined => {
  if (Array.isArray(body)) return body
  if (typeof body !== 'object' || body === null) return undefined
  const rows = readBody(body).value('Prospects')
  if (rows === undefined) return undefined
  if (!Array.isArray(rows))
    throw invalidInput('Prospects', 'Prospects must be a list of prospects: {"Prospects":[{"Email":…}]}.')
  return rows
}

type Creation = { caller: Caller; reply: FastifyReply }

const createOne = async (
  deps: KlentyDeps,
  { caller, body, reply }: Creation & { body: unknown },
): Promise<object> => {
  const { companyId, userId, edition } = caller
  const shapes = shapesOf(edition)
  const { id, ignoredFields } = await deps.prospects.upsertProspect({
    companyId,
    userId,
    source: 'api',
    input: body,
    heldToOwn: isHeldHere(caller),
  })
  noteIgnored(reply, ignoredFields)
  return shapes.tellsCreated ? shapes.created(await requireProspect(deps, caller, id)) : shapes.success()
}

const createMany = async (deps: KlentyDeps, { caller, rows, reply }: Creation & { rows: unknown[] }) => {
  const { companyId, userId, edition } = caller
  if (rows.length === 0)
    throw invalidInput('Prospects', 'Prospects is an empty list. Send at least one prospect.')
  const results = await deps.prospects.upsertProspects({
    ...{ companyId, userId, source: 'api', inputs: rows },
    heldToOwn: isHeldHere(caller),
  })
  const told = results.map((result, index): RowResult => {
    if (result instanceof AppError) return { prospect: emailOf(rows[index]), status: result.message }
    return { prospect: result.email, status: result.outcome === 'added' ? 'added' : 'exists' }
  })
  const failures = results.filter((result) => result instanceof AppError)
  noteIgnored(
    reply,
    results.flatMap((result) => (result instanceof AppError ? [] : result.ignoredFields)),
  )
  if (failures.length === results.length) {
    const errors = failures.map((error, index) =>
      errorEntry(publicCodeOf(error), `Prospects[${index}]: ${error.message}`),
    )
    return reply
      .code(400)
      .send(failureBody('None of the prospects could be taken; errors says why for each.', errors))
  }
  return shapesOf(edition).bulk(told, failures.length)
}

/** What a row that failed is called in the answer. */
const emailOf = (row: unknown): string => {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return ''
  const email = readBody(row).value('Email')
  return typeof email === 'string' ? email.slice(0, 254) : ''
}
