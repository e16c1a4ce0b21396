import { type Action, isAction, isJourney } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { AppError, messageOf } from '#platform/errors/index.ts'
import { applyHappenings, type HappeningTo } from '../apply-happenings.ts'
import { nodeAt } from '../core/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { lockEnrolments, lockProspects } from '../enrolment-queries.ts'
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

/** An enrolment at an action, as a claim met it. */
export type Acting = { enrolmentId: string; prospectId: string; stepId: string; visit: number }

/** Actions carried out in one transaction. */
const BATCH = 25
/** Milliseconds after which a turn begins no more of them, so that other companies get theirs. */
const LONGEST_TURN = 500

/**
 * Carries out actions and moves their enrolments on, together or not at all, in transactions of their own. One that cannot be done holds its
 * enrolment, which says why. What is left when the turn has been long enough is still due, and comes in the next.
 */
export const actAll = async (
  deps: EngineDeps,
  { companyId, acting }: { companyId: string; acting: readonly Acting[] },
): Promise<void> => {
  const end = deps.clock.now().getTime() + LONGEST_TURN
  let left = acting
  while (left.length > 0 && deps.clock.now().getTime() < end) {
    const some = oneOfEach(left)
    left = left.filter((one) => !some.includes(one))
    await actTogether(deps, companyId, some)
  }
}

/** The first few, of each prospect one: what his journeys do to him may end another one of his. */
const oneOfEach = (acting: readonly Acting[]): Acting[] => {
  const byProspect = new Map(acting.toReversed().map((one) => [one.prospectId, one]))
  return acting.filter((one) => byProspect.get(one.prospectId) === one).slice(0, BATCH)
}

const actTogether = async (deps: EngineDeps, companyId: string, some: readonly Acting[]): Promise<void> => {
  try {
    await deps.db.transaction((tx) => actIn(deps, tx, companyId, some))
  } catch (error) {
    const [first, ...others] = some
    if (others.length > 0) for (const one of some) await actTogether(deps, companyId, [one])
    else if (first) await hold(deps, companyId, first, error)
  }
}

/** Prospects are locked first and enrolments after, as a suppression does. */
const actIn = async (
  deps: EngineDeps,
  tx: Queryable,
  companyId: string,
  some: readonly Acting[],
): Promise<void> => {
  await lockProspects(tx, { companyId, prospectIds: some.map(({ prospectId }) => prospectId) })
  const enrolments = await lockEnrolments(
    tx,
    companyId,
    some.map(({ enrolmentId }) => enrolmentId),
  )
  const scenes = await createScenes(deps, tx, companyId, enrolments)
  const claimed = new Map(some.map((one) => [one.enrolmentId, one]))
  const done: HappeningTo[] = []
  for (const enrolment of enrolments) {
    const scene = scenes.of(enrolment)
    const { stepId, visit } = claimed.get(enrolment.id) ?? {}
    const action = actionAt(enrolment, scene)
    // Stopped, published anew or done by another dispatcher since it was claimed.
    if (!action || scene.sequence.state !== 'live' || stepId !== enrolment.state.stepId) continue
    if (stepId == null || visit !== enrolment.state.visit) continue
    await carryOut(deps, tx, { companyId, enrolment, scene, action })
    done.push({ enrolmentId: enrolment.id, happening: { kind: 'acted', stepId, visit } })
  }
  await applyHappenings(deps, tx, companyId, done)
}

const hold = async (deps: EngineDeps, companyId: string, one: Acting, error: unknown): Promise<void> => {
  const { enrolmentId, stepId, visit } = one
  if (!(error instanceof AppError))
    deps.log.error({ err: error, companyId, enrolmentId, stepId }, 'An action of a journey failed.')
  const message = messageOf(error)
  await deps.db.transaction((tx) =>
    applyHappenings(deps, tx, companyId, [
      { enrolmentId, happening: { kind: 'action_failed', stepId, visit, message } },
    ]),
  )
}
