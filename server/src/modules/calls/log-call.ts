import type { Queryable } from '#platform/db/index.ts'
import { conflict, invalidInput } from '#platform/errors/index.ts'
import type { Call, CallDeps, CallDetails } from './call.ts'
import { calledProspect, insertCall, lockCall, phoneOf, storeCall } from './call-queries.ts'
import { checkDuration, checkStart, cleanNotes } from './call-texts.ts'
import { noteNumber } from './phone-number.ts'
import { tellCall } from './tell-call.ts'

type LogInput = CallDetails & {
  companyId: string
  userId: string
  prospectId: string
  taskId?: string | undefined
}

/** Writes down a call that was made elsewhere. Throws `invalid_input`, `not_found`. */
export const logCall = (deps: CallDeps, input: LogInput): Promise<Call> =>
  deps.db.transaction((tx) => insertLogged(deps, tx, input))

/**
 * The call of a task that is being closed, in that transaction: written down, or, with `callId`, the one that was dialled for it completed.
 * Throws `invalid_input`, `not_found`, `conflict` when that call is of another prospect.
 */
export const logCallOfTask = async (
  deps: CallDeps,
  tx: Queryable,
  input: LogInput & { taskId: string; callId?: string | undefined },
): Promise<Call> => {
  const { companyId, callId } = input
  if (callId === undefined) return insertLogged(deps, tx, input)
  const before = await lockCall(tx, { companyId, callId })
  if (before.prospectId !== input.prospectId)
    throw conflict('callId names a call to another prospect than the one of this task.', 'callId')
  return complete(deps, tx, { companyId, before: { ...before, taskId: input.taskId }, details: input })
}

/**
 * Says or corrects what became of a call; an open one is completed by its disposition. A person's word stands against any later report of
 * a provider. Throws `invalid_input`, `not_found`.
 */
export const changeCall = (
  deps: CallDeps,
  input: { companyId: string; callId: string; details: Partial<CallDetails> },
): Promise<Call> =>
  deps.db.transaction(async (tx) => complete(deps, tx, { ...input, before: await lockCall(tx, input) }))

const insertLogged = async (deps: CallDeps, tx: Queryable, input: LogInput): Promise<Call> => {
  const { companyId, userId, prospectId } = input
  const now = deps.clock.now()
  const { phone } = await calledProspect(tx, { companyId, prospectId })
  if (input.taskId !== undefined) await requireTask(deps, tx, { companyId, prospectId, taskId: input.taskId })
  const durationSeconds = checkDuration(input.durationSeconds ?? 0)
  const startedAt = checkStart(input.startedAt ?? new Date(now.getTime() - durationSeconds * 1000), now)
  const call: Call = {
    id: deps.newId(),
    provider: 'manual',
    callSid: null,
    state: 'completed',
    disposition: input.disposition,
    answeredBy: null,
    judgedByUser: true,
    userId,
    prospectId,
    taskId: input.taskId ?? null,
    fromNumber: optionalNumber('fromNumber', input.fromNumber) ?? (await phoneOf(tx, { companyId, userId })),
    toNumber: optionalNumber('toNumber', input.toNumber) ?? phone,
    startedAt,
    endedAt: new Date(startedAt.getTime() + durationSeconds * 1000),
    durationSeconds,
    notes: cleanNotes(input.notes ?? ''),
    failure: null,
    createdAt: now,
  }
  await insertCall(tx, { ...call, companyId })
  await tellCall(deps, tx, { companyId, before: null, after: call })
  return call
}

const complete = async (
  deps: CallDeps,
  tx: Queryable,
  { companyId, before, details }: { companyId: string; before: Call; details: Partial<CallDetails> },
): Promise<Call> => {
  const now = deps.clock.now()
  const disposition = details.disposition ?? before.disposition
  if (disposition === null && details.durationSeconds !== undefined)
    throw invalidInput('disposition', 'disposition is missing: say how the call ended.')
  const startedAt = details.startedAt ? checkStart(details.startedAt, now) : before.startedAt
  const durationSeconds =
    details.durationSeconds === undefined
      ? usualDuration({ before, startedAt, disposition, now })
      : checkDuration(details.durationSeconds)
  const after: Call = {
    ...before,
    startedAt,
    fromNumber: optionalNumber('fromNumber', details.fromNumber) ?? before.fromNumber,
    toNumber: optionalNumber('toNumber', details.toNumber) ?? before.toNumber,
    notes: details.notes === undefined ? before.notes : cleanNotes(details.notes),
    ...(disposition !== null && {
      state: 'completed' as const,
      disposition,
      judgedByUser: before.judgedByUser || details.disposition !== undefined,
      failure: null,
      durationSeconds,
      endedAt: new Date(startedAt.getTime() + durationSeconds * 1000),
    }),
  }
  await storeCall(tx, { ...after, companyId })
  await tellCall(deps, tx, { companyId, before, after })
  return after
}

/** Without a word of how long it was: as before, or until now where somebody was reached. */
const usualDuration = (input: {
  before: Call
  startedAt: Date
  disposition: CallDetails['disposition'] | null
  now: Date
}): number => {
  const { before, startedAt, disposition, now } = input
  if (before.state === 'completed') return before.durationSeconds
  if (disposition === null || disposition === 'not_answered') return 0
  return Math.min(86_400, Math.round((now.getTime() - startedAt.getTime()) / 1000))
}

const optionalNumber = (field: string, number: string | undefined): string | null =>
  number === undefined || number.trim() === '' ? null : noteNumber(field, number)

/** Throws `not_found`; `conflict` for a task of another prospect. */
export const requireTask = async (
  deps: CallDeps,
  tx: Queryable,
  { companyId, taskId, prospectId }: { companyId: string; taskId: string; prospectId: string },
): Promise<void> => {
  const task = await deps.taskOf(tx, { companyId, taskId })
  if (task.prospectId !== prospectId)
    throw conflict('taskId names a task for another prospect than prospectId.', 'taskId')
}
