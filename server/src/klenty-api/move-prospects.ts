import type { Caller } from '#modules/accounts/index.ts'
import { conflict, notAllowed, notFound } from '#platform/errors/index.ts'
import { readRef, requireProspect } from './find-prospect.ts'
import { ownOnlyHere } from './own-only.ts'
import type { KlentyDeps, StartOutcome } from './ports.ts'
import { type Fields, requireText } from './request-input.ts'

type Kind = 'cadence' | 'journey'

/** What a request calls the cadence or journey that it is about. */
const NAMES = { cadence: 'cadenceName', journey: 'journeyName' } as const

/** The id of the member whose cadences or journeys are asked for; undefined: everybody's. */
export const ownerOf = async (
  { accounts }: KlentyDeps,
  { companyId }: Caller,
  username: string | undefined,
): Promise<string | undefined> => {
  if (username === undefined) return undefined
  const member = await accounts.findMember({ companyId, email: username })
  if (!member) throw notFound(`There is no user ${JSON.stringify(username)} in this company.`, 'username')
  return member.userId
}

/** Starts the prospect of a request in the cadence or journey that it names. */
export const startIn = async (deps: KlentyDeps, caller: Caller, body: Fields, kind: Kind): Promise<void> => {
  const { companyId, userId } = caller
  const ref = readRef(undefined, body)
  const name = requireText(body, NAMES[kind])
  const { id: prospectId } = await requireProspect(deps, caller, ref)
  const { id: sequenceId } = await deps.sequences.sequenceByName({
    companyId,
    kind,
    name,
    publishedOnly: true,
    seenBy: ownOnlyHere(caller),
  })
  const [outcome] = await deps.engine.start({ companyId, userId, sequenceId, prospectIds: [prospectId] })
  if (!outcome) throw new Error('the engine did not say what became of a start')
  refuseUnstarted(outcome, ref, kind)
}

/** The error of a start that did not happen; its message is the engine's reason. */
const refuseUnstarted = (outcome: StartOutcome, ref: string, kind: Kind): void => {
  switch (outcome.outcome) {
    case 'started':
      return
    case 'already_running':
      throw conflict(outcome.reason, NAMES[kind])
    case 'unknown':
      throw notFound(`There is no prospect ${JSON.stringify(ref)} any more.`, 'Email')
    default:
      throw notAllowed(outcome.reason, 'Email')
  }
}

/** Stops the prospect of a request in the cadence or journey that it names, or in all of the kind. */
export const stopIn = async (deps: KlentyDeps, caller: Caller, body: Fields, kind: Kind): Promise<void> => {
  const { companyId, userId } = caller
  const ref = readRef(undefined, body)
  const name = body.text(NAMES[kind])
  const { id: prospectId } = await requireProspect(deps, caller, ref)
  const sequence =
    name === undefined
      ? undefined
      : await deps.sequences.sequenceByName({ ...{ companyId, kind, name }, seenBy: ownOnlyHere(caller) })
  await deps.engine.stop({
    companyId,
    userId,
    prospectIds: [prospectId],
    kind,
    ...(sequence && { sequenceId: sequence.id }),
  })
}

const SUPPRESSED_WORDS = {
  unsubscribed: 'has unsubscribed',
  complaint: 'has reported mail as spam',
  bounced: 'cannot be reached: mail bounced',
  do_not_contact: 'is marked Do Not Contact',
}

/** Lets the prospect of a request go on in every cadence, or journey, in which he can. */
export const resumeIn = async (deps: KlentyDeps, caller: Caller, body: Fields, kind: Kind): Promise<void> => {
  const { companyId, userId } = caller
  const prospect = await requireProspect(deps, caller, readRef(undefined, body))
  if (prospect.suppressedBy)
    throw notAllowed(
      `The prospect ${SUPPRESSED_WORDS[prospect.suppressedBy]} and gets no mail, so no ${kind} can go on.`,
      'Email',
    )
  await deps.engine.resume({ companyId, userId, prospectIds: [prospect.id], kind })
}
