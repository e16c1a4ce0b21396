import type { Queryable } from '#platform/db/index.ts'
import { notAllowed } from '#platform/errors/index.ts'
import { refuseArchived } from './edit-draft.ts'
import { sequenceById, type WhichSequence as Which } from './find-sequence.ts'
import { deleteUnpublished, updateState } from './queries.ts'
import type { Sequence, SequenceDeps, SequenceState } from './sequence.ts'

const DEFAULT_REASON = 'paused by a user'

/** Nothing leaves until it is resumed; prospects keep their places. Pausing twice changes the reason only. */
export const pauseSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: Which & { reason?: string | undefined },
): Promise<void> => {
  const sequence = await published(tx, input, 'paused')
  refuseArchived(sequence)
  await moveTo(deps, tx, input, 'paused', input.reason?.trim() || DEFAULT_REASON)
}

/**
 * Pauses a live sequence for a reason that is not a user's wish (too many bounces) and tells its owner once. False when it was not live.
 */
export const pauseSequenceBecause = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: Which & { reason: string },
): Promise<boolean> => {
  const sequence = await sequenceById(tx, { ...input, lock: true })
  if (sequence.state !== 'live') return false
  await moveTo(deps, tx, input, 'paused', input.reason)
  await deps.notify(tx, {
    companyId: input.companyId,
    userId: sequence.ownerId,
    kind: 'sequence_paused',
    text: `The ${sequence.kind} "${sequence.name}" was paused: ${input.reason}`,
    data: { sequenceId: sequence.id, reason: input.reason },
  })
  return true
}

/** Goes on where it was paused. */
export const resumeSequence = async (deps: SequenceDeps, tx: Queryable, input: Which): Promise<void> => {
  const sequence = await published(tx, input, 'resumed')
  refuseArchived(sequence)
  if (sequence.state === 'paused') await moveTo(deps, tx, input, 'live', null)
}

/** Takes it out of use and keeps it for its reports; one that was never published is deleted, as nothing refers to it. */
export const archiveSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: Which,
): Promise<{ deleted: boolean }> => {
  const sequence = await sequenceById(tx, { ...input, lock: true })
  if (sequence.published === null) {
    await deleteUnpublished(tx, input)
    return { deleted: true }
  }
  if (sequence.state !== 'archived') await moveTo(deps, tx, input, 'archived', null)
  return { deleted: false }
}

/** Brings an archived one back, paused, so that nothing leaves unasked. */
export const restoreSequence = async (deps: SequenceDeps, tx: Queryable, input: Which): Promise<void> => {
  const sequence = await sequenceById(tx, { ...input, lock: true })
  if (sequence.state === 'archived') await moveTo(deps, tx, input, 'paused', 'restored from the archive')
}

const published = async (tx: Queryable, input: Which, verb: string): Promise<Sequence> => {
  const sequence = await sequenceById(tx, { ...input, lock: true })
  if (sequence.published === null)
    throw notAllowed(
      `The ${sequence.kind} "${sequence.name}" is a draft and cannot be ${verb}; publish it first.`,
    )
  return sequence
}

const moveTo = async (
  deps: SequenceDeps,
  tx: Queryable,
  { companyId, sequenceId }: Which,
  state: SequenceState,
  pauseReason: string | null,
): Promise<void> => {
  await updateState(tx, { companyId, sequenceId, state, pauseReason, now: deps.clock.now() })
  await deps.onStateChanged(tx, { companyId, sequenceId, state })
}
