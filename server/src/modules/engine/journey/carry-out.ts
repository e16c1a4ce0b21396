import type { Action } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { notAllowed } from '#platform/errors/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import type { Scene } from '../scene.ts'
import { startProspects } from '../start-prospects.ts'
import { stopProspectsIn } from '../stop-prospects.ts'
import type { StoredEnrolment } from '../stored-enrolment.ts'

/** So many starts by journeys may follow each other: a journey that starts one that starts another … */
const LONGEST_CHAIN = 5

/**
 * Carries out what a node changes or has others do, for one prospect, in the caller's transaction. Throws an AppError whose message says why it
 * cannot be done.
 */
export const carryOut = async (
  deps: EngineDeps,
  tx: Queryable,
  input: { companyId: string; enrolment: StoredEnrolment; scene: Scene; action: Action },
): Promise<void> => {
  const { companyId, enrolment, scene, action } = input
  const { actions } = deps.ports
  const { prospectId, startedBy: userId } = enrolment
  const change = (changes: Record<string, unknown>) =>
    actions.changeProspect(tx, { companyId, userId, prospectId, changes })
  const fillIn = async (text: string): Promise<string> =>
    (await actions.fillIn(tx, { companyId, texts: [{ prospectId, text }] }))[0] ?? text

  switch (action.kind) {
    case 'add_tag':
      return change({ Tags: [action.tag] })
    case 'remove_tag':
      return actions.removeTags(tx, { companyId, userId, prospectId, tags: [action.tag] })
    case 'move_to_list':
      return change({ List: action.list })
    case 'set_field':
      return actions.setField(tx, {
        ...{ companyId, userId, prospectId },
        field: action.field,
        value: await fillIn(action.value),
      })
    case 'start_sequence':
      return startOther(deps, tx, { companyId, enrolment, sequenceId: action.sequenceId })
    case 'stop_sequence': {
      const { sequenceId } = action
      await stopProspectsIn(deps, tx, { companyId, prospectIds: [prospectId], sequenceId })
      return
    }
    case 'webhook':
      return actions.callWebhook(tx, {
        ...{ companyId, prospectId, url: action.url, userId: scene.sequence.ownerId },
        sequenceId: enrolment.sequenceId,
        stepId: enrolment.state.stepId,
        enrolmentId: enrolment.id,
      })
    case 'notify':
      return actions.notify(tx, {
        companyId,
        userId: scene.sequence.ownerId,
        kind: 'journey',
        text: await fillIn(action.text),
        data: { sequenceId: enrolment.sequenceId, prospectId },
      })
  }
}

/** Who runs there already, has been through, or may not be mailed, is left as he is; the journey goes on. */
const startOther = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, enrolment, sequenceId }: { companyId: string; enrolment: StoredEnrolment; sequenceId: string },
): Promise<void> => {
  const chain = enrolment.chain + 1
  if (chain > LONGEST_CHAIN)
    throw notAllowed(
      `this start would be the ${LONGEST_CHAIN + 1}th of a chain in which one journey starts the next; at most ${LONGEST_CHAIN} may follow each other`,
    )
  const { prospectId, startedBy } = enrolment
  await startProspects(
    deps,
    { companyId, userId: startedBy, sequenceId, prospectIds: [prospectId], chain },
    tx,
  )
}
