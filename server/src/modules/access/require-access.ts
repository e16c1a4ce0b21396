import type { FastifyRequest, FastifySchema, RouteOptions } from 'fastify'
import { type Caller, callerOf, requireRole, requireSecondFactor } from '#modules/accounts/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { AppError, notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { isId } from '#platform/ids/index.ts'
import type { Access, Thing } from './access.ts'
import { belongingsOf, type OwnedThing } from './owned-things.ts'
import { readPlace, writePlace } from './request-places.ts'
import { ROUTE_ACCESS } from './route-access.ts'

export type AccessDeps = {
  db: Queryable
  /** The prospect of an address, whoever's he is. */
  findByEmail(input: { companyId: string; email: string }): Promise<{ id: string } | undefined>
}

/**
 * Hooks that let a request through to routes added after them only as ROUTE_ACCESS says. Wants the caller to be known. What a rep may not
 * see is answered as what does not exist, in the same words, because one look-up decides both.
 */
export const requireAccess = (routes: HttpServer, deps: AccessDeps): void => {
  routes.addHook('onRoute', giveAccess)
  routes.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    // Without a route there is nothing to be allowed.
    if (!access) return
    const caller = callerOf(request)
    if (!access.beforeSecondFactor) requireSecondFactor(caller)
    requireRole(caller, access.roles)
  })
  routes.addHook('preHandler', async (request) => {
    const { access } = request.routeOptions.config
    const caller = callerOf(request)
    if (access?.heldToOwn.includes(caller.role)) await requireOwn(deps, request, access, caller)
  })
}

/** An onRoute hook. Throws for a route that has no row: it would be everybody's. */
const giveAccess = (route: RouteOptions): void => {
  const { operationId = '' } = route.schema ?? {}
  const access = ROUTE_ACCESS[operationId]
  if (!access)
    throw new Error(
      `${route.method} ${route.url} (${operationId}) has no row in modules/access/route-access.ts: say there who may call it`,
    )
  route.config = { ...route.config, access }
  route.schema = withRoles(route.schema, access)
}

/** For the document. */
const withRoles = (schema: FastifySchema | undefined, { roles }: Access): FastifySchema => ({
  ...schema,
  description: [schema?.description, `For: ${roles.join(', ')}.`].filter(Boolean).join(' '),
})

const requireOwn = async (
  deps: AccessDeps,
  request: FastifyRequest,
  { names }: Access,
  caller: Caller,
): Promise<void> => {
  for (const [place, thing] of Object.entries(names)) {
    if (thing === 'anything') continue
    const { field, values, isList } = readPlace(request, place)
    if (thing === 'himself' || thing === 'only himself') {
      requireHimself(caller, field, values)
      if (thing === 'only himself') writePlace(request, place, caller.userId)
      continue
    }
    await requireThings(deps, caller, { thing, field, values, isList })
  }
}

/** Null, where a request may say it, stands for the company: that is not himself either. */
const requireHimself = ({ userId, role }: Caller, field: string, values: readonly unknown[]): void => {
  if (values.every((value) => value === userId)) return
  throw new AppError({
    code: 'forbidden',
    field,
    message: `As a ${role} you can only name yourself here: leave ${field} out, or give your own id.`,
  })
}

type Named = { thing: OwnedThing; field: string; values: readonly unknown[]; isList: boolean }

const requireThings = async (deps: AccessDeps, caller: Caller, named: Named): Promise<void> => {
  const { companyId, userId } = caller
  const { thing, field, isList } = named
  // Null means nothing: "in no cadence" is said so.
  const refs = named.values.filter((value) => typeof value === 'string')
  if (refs.length === 0) return
  const ids = await idsOf(deps, caller, thing, refs)
  const belongings = await belongingsOf(deps.db, { companyId, userId, thing, ids })
  for (const [index, ref] of refs.entries()) {
    const place = isList ? `${field}[${index}]` : field
    const belonging = belongings.get(ids[index] ?? '')
    if (belonging === undefined)
      throw notFound(`There is no ${NOUNS[thing]} ${JSON.stringify(ref)} that you can see.`, place)
    if (belonging === 'shared')
      throw new AppError({
        code: 'forbidden',
        field: place,
        message: `This ${NOUNS[thing]} is shared with you; only its owner, managers and admins may change it. Make your own.`,
      })
  }
}

/** Prospects are also named by their addresses. */
const idsOf = async (
  deps: AccessDeps,
  { companyId }: Caller,
  thing: Thing,
  refs: readonly string[],
): Promise<string[]> => {
  if (thing !== 'prospect' && thing !== 'prospect to work on') return [...refs]
  return Promise.all(
    refs.map(async (ref) =>
      isId(ref.trim()) ? ref.trim() : ((await deps.findByEmail({ companyId, email: ref }))?.id ?? ''),
    ),
  )
}

const NOUNS: Readonly<Record<OwnedThing, string>> = {
  prospect: 'prospect',
  'prospect to work on': 'prospect',
  sequence: 'cadence or journey',
  'own sequence': 'cadence or journey',
  template: 'template',
  'own template': 'template',
  'own view': 'view',
  'bulk action': 'bulk action',
  mailbox: 'mailbox',
  mail: 'mail',
  thread: 'thread',
  task: 'task',
  call: 'call',
  note: 'note',
  import: 'import',
  'API key': 'API key',
}
