import { type Action, isJourney, type JourneyNode } from '#modules/sequences/index.ts'
import { AppError, messageOf } from '#platform/errors/index.ts'
import { applyHappenings } from '../apply-happenings.ts'
import { nodeAt } from '../core/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { lockEnrolments, lockProspect } from '../enrolment-queries.ts'
import { createScenes, type Scene } from '../scene.ts'
import type { StoredEnrolment } from '../stored-enrolment.ts'
import { carryOut } from './carry-out.ts'

/** The action at which a due enrolment stands, if it stands at one. */
export const actionAt = (enrolment: StoredEnrolment, scene: Scene): Action | null => {
  const { definition } = scene.sequence
  if (enrolment.state.phase !== 'due' || !isJourney(definition)) return null
  const node = nodeAt(definition, enrolment.state.stepId)
  return node && isAction(node) ? node : null
}

const isAction = (node: JourneyNode): node is JourneyNode & Action => {
  switch (node.kind) {
    case 'mail':
    case 'wait':
    case 'wait_until':
    case 'wait_event':
    case 'condition':
    case 'task':
    case 'end':
      return false
    default:
      return true
  }
}

/** An enrolment at an action, as a claim met it. */
export type Acting = { enrolmentId: string; prospectId: string; stepId: string; visit: number }

/**
 * Carries out one action in a transaction of its own and moves its enrolment on, together or not at all. The prospect is locked first and the enrolment
 * after, as a suppression does. An action that cannot be done holds the enrolment and says why.
 */
export const act = async (
  deps: EngineDeps,
  { companyId, acting }: { companyId: string; acting: Acting },
): Promise<void> => {
  const { enrolmentId, prospectId, stepId, visit } = acting
  try {
    await deps.db.transaction(async (tx) => {
      await lockProspect(tx, { companyId, prospectId })
      const [enrolment] = await lockEnrolments(tx, companyId, [enrolmentId])
      if (enrolment?.state.stepId !== stepId || enrolment.state.visit !== visit) return
      const scene = (await createScenes(deps, tx, companyId, [enrolment])).of(enrolment)
      const action = actionAt(enrolment, scene)
      // Stopped, published anew or done by another dispatcher since it was claimed.
      if (!action || scene.sequence.state !== 'live') return
      await carryOut(deps, tx, { companyId, enrolment, scene, action })
      await applyHappenings(deps, tx, companyId, [
        { enrolmentId, happening: { kind: 'acted', stepId, visit } },
      ])
    })
  } catch (error) {
    if (!(error instanceof AppError))
      deps.log.error({ err: error, companyId, enrolmentId, stepId }, 'An action of a journey failed.')
    const message = messageOf(error)
    await deps.db.transaction((tx) =>
      applyHappenings(deps, tx, companyId, [
        { enrolmentId, happening: { kind: 'action_failed', stepId, visit, message } },
      ]),
    )
  }
}
