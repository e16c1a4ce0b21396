import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Caller, callerOf } from '#modules/accounts/index.ts'
import { conflict, notAllowed, notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { shapesOf } from './editions.ts'
import { readRef, requireProspect } from './find-prospect.ts'
import { noteIgnored } from './ignored-fields.ts'
import type { KlentyDeps, StartOutcome } from './ports.ts'
import { type Fields, readBody, readQuery, requireText } from './request-input.ts'

/** GET /cadences; start, stop and resume under each of their names. */
export const addCadences = (server: HttpServer, deps: KlentyDeps): void => {
  server.get('/cadences', async (request, reply) => {
    const caller = callerOf(request)
    const { companyId, edition } = caller
    const query = readQuery(request.query)
    const username = query.text('username')
    noteIgnored(reply, query.ignored())
    const ownerId = username === undefined ? undefined : await requireMemberId(deps, caller, username)
    const cadences = await deps.sequences.listSequences({
      companyId,
      kind: 'cadence',
      ownerId,
      publishedOnly: true,
    })
    return shapesOf(edition).cadences(cadences)
  })

  const handle =
    (act: (deps: KlentyDeps, caller: Caller, body: Fields) => Promise<void>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const caller = callerOf(request)
      const body = readBody(request.body)
      await act(deps, caller, body)
      noteIgnored(reply, body.ignored())
      return shapesOf(caller.edition).success()
    }
  server.post('/cadences/start', handle(startCadence))
  server.post('/startcadence', handle(startCadence))
  server.post('/stopCadence', handle(stopCadence))
  server.post('/resumeCadence', handle(resumeCadence))
  server.post('/cadences/resume', handle(resumeCadence))
}

const requireMemberId = async (
  { accounts }: KlentyDeps,
  { companyId }: Caller,
  username: string,
): Promise<string> => {
  const member = await accounts.findMember({ companyId, email: username })
  if (!member) throw notFound(`There is no user ${JSON.stringify(username)} in this company.`, 'username')
  return member.userId
}

const startCadence = async (deps: KlentyDeps, caller: Caller, body: Fields): Promise<void> => {
  const { companyId, userId } = caller
  const ref = readRef(undefined, body)
  const name = requireText(body, 'cadenceName')
  const { id: prospectId } = await requireProspect(deps, caller, ref)
  const { id: sequenceId } = await deps.sequences.sequenceByName({
    companyId,
    kind: 'cadence',
    name,
    publishedOnly: true,
  })
  const [outcome] = await deps.engine.start({ companyId, userId, sequenceId, prospectIds: [prospectId] })
  if (!outcome) throw new Error('the engine did not say what became of a start')
  refuseUnstarted(outcome, ref)
}

/** The error of a start that did not happen; its message is the engine's reason. */
const refuseUnstarted = (outcome: StartOutcome, ref: string): void => {
  switch (outcome.outcome) {
    case 'started':
      return
    case 'already_running':
      throw conflict(outcome.reason, 'cadenceName')
    case 'unknown':
      throw notFound(`There is no prospect ${JSON.stringify(ref)} any more.`, 'Email')
    default:
      throw notAllowed(outcome.reason, 'Email')
  }
}

const stopCadence = async (deps: KlentyDeps, caller: Caller, body: Fields): Promise<void> => {
  const { companyId, userId } = caller
  const ref = readRef(undefined, body)
  const name = body.text('cadenceName')
  const { id: prospectId } = await requireProspect(deps, caller, ref)
  const sequence =
    name === undefined ? undefined : await deps.sequences.sequenceByName({ companyId, kind: 'cadence', name })
  await deps.engine.stop({
    companyId,
    userId,
    prospectIds: [prospectId],
    kind: 'cadence',
    ...(sequence && { sequenceId: sequence.id }),
  })
}

const SUPPRESSED_WORDS = {
  unsubscribed: 'has unsubscribed',
  complaint: 'has reported mail as spam',
  bounced: 'cannot be reached: mail bounced',
  do_not_contact: 'is marked Do Not Contact',
}

const resumeCadence = async (deps: KlentyDeps, caller: Caller, body: Fields): Promise<void> => {
  const { companyId, userId } = caller
  const prospect = await requireProspect(deps, caller, readRef(undefined, body))
  if (prospect.suppressedBy)
    throw notAllowed(
      `The prospect ${SUPPRESSED_WORDS[prospect.suppressedBy]} and gets no mail, so no cadence can go on.`,
      'Email',
    )
  await deps.engine.resume({ companyId, userId, prospectIds: [prospect.id], kind: 'cadence' })
}
