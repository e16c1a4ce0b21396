import { invalidInput, messageOf, notAllowed } from '#platform/errors/index.ts'
import type { Call, CallDeps } from './call.ts'
import { calledProspect, insertCall, lockCall, storeCall } from './call-queries.ts'
import type { Dialler } from './dialler.ts'
import { requireTask } from './log-call.ts'
import { type PhoneNumber, readPhoneNumber } from './phone-number.ts'
import { tellCall } from './tell-call.ts'

export type DialInput = {
  companyId: string
  userId: string
  prospectId: string
  taskId?: string | undefined
  /** Default: the prospect's phone, else his company's. */
  number?: string | undefined
}

/**
 * Calls a prospect. The call is written down before it begins, so that whatever the provider reports has its place; one that could not begin
 * stays as failed. Throws `invalid_input`, `not_found`, `not_allowed` for a prospect who is not to be contacted, and what the provider says.
 */
export const dialProspect = async (
  deps: CallDeps,
  dialler: Dialler,
  input: DialInput,
): Promise<{ call: Call; url: string | null }> => {
  const { companyId, userId, prospectId, taskId } = input
  const prospect = await calledProspect(deps.db, input)
  if (taskId !== undefined) await requireTask(deps, deps.db, { companyId, prospectId, taskId })
  const to = numberOf(prospect, input.number)
  const prepared = await dialler.prepare({ companyId, userId, to })
  const now = deps.clock.now()
  const call: Call = {
    id: deps.newId(),
    provider: dialler.provider,
    callSid: null,
    state: 'open',
    disposition: null,
    answeredBy: null,
    judgedByUser: false,
    userId,
    prospectId,
    taskId: taskId ?? null,
    fromNumber: prepared.fromNumber,
    toNumber: written(to),
    startedAt: now,
    endedAt: null,
    durationSeconds: 0,
    notes: '',
    failure: null,
    createdAt: now,
  }
  await deps.db.transaction(async (tx) => {
    await insertCall(tx, { ...call, companyId })
    await tellCall(deps, tx, { companyId, before: null, after: call })
  })
  try {
    const { callSid, url } = await prepared.begin(call.id)
    // Its first report may have come before the answer did.
    return {
      call: callSid === null ? call : await change(deps, { companyId, call, changes: { callSid } }),
      url,
    }
  } catch (error) {
    const endedAt = deps.clock.now()
    await change(deps, { companyId, call, changes: { state: 'failed', failure: messageOf(error), endedAt } })
    throw error
  }
}

const change = (
  deps: CallDeps,
  { companyId, call, changes }: { companyId: string; call: Call; changes: Partial<Call> },
): Promise<Call> =>
  deps.db.transaction(async (tx) => {
    const before = await lockCall(tx, { companyId, callId: call.id })
    if (changes.state !== undefined && before.state !== 'open') return before
    const after = { ...before, ...changes }
    await storeCall(tx, { ...after, companyId })
    await tellCall(deps, tx, { companyId, before, after })
    return after
  })

const numberOf = (
  { phone, suppressedBy }: { phone: string | null; suppressedBy: string | null },
  given: string | undefined,
): PhoneNumber => {
  if (suppressedBy === 'do_not_contact')
    throw notAllowed(
      'This prospect is not to be contacted. Revert that first if a call is wanted.',
      'prospectId',
    )
  const text = given ?? phone
  if (text === null)
    throw invalidInput('number', 'This prospect has no telephone number. Give one, or fill in Phone.')
  const number = readPhoneNumber(text)
  if (number) return number
  throw invalidInput(
    'number',
    `"${text.slice(0, 40)}" cannot be dialled: a number has 3 to 15 digits, such as +1 415 555 0123 ext. 7.`,
  )
}

const written = ({ number, extension }: PhoneNumber): string =>
  extension === null ? number : `${number} ext. ${extension}`
