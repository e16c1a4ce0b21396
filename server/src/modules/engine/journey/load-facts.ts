import { type Condition, isJourney } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { type Facts, nodeAt } from '../core/index.ts'
import type { Scene } from '../scene.ts'
import type { StoredEnrolment } from '../stored-enrolment.ts'
import { bouncedMails, clickedLinks, journeyMails, journeyTasks, prospectFacts } from './fact-queries.ts'

type Placed = { enrolment: StoredEnrolment; scene: Scene }

/** What the node at which an enrolment waits asks, if it asks anything. */
const testOf = ({ enrolment, scene }: Placed): Condition | null => {
  const { definition } = scene.sequence
  if (enrolment.state.phase !== 'due' || !isJourney(definition)) return null
  const node = nodeAt(definition, enrolment.state.stepId)
  if (node?.kind === 'condition') return node.condition
  return node?.kind === 'wait_event' ? node.event : null
}

/**
 * What the conditions and waits are decided by at which these enrolments stand, by enrolment; in sets, and only what they ask. Where nobody asks,
 * as in cadences, nothing is read.
 */
export const loadFacts = async (
  tx: Queryable,
  { companyId, placed }: { companyId: string; placed: readonly Placed[] },
): Promise<Map<string, Facts>> => {
  const asking = placed.flatMap(({ enrolment, scene }) => {
    const test = testOf({ enrolment, scene })
    return test ? [{ id: enrolment.id, prospectId: enrolment.prospectId, test }] : []
  })
  if (asking.length === 0) return new Map()
  const those = (...kinds: Condition['of'][]) => asking.filter(({ test }) => kinds.includes(test.of))
  const idsOf = (some: typeof asking) => some.map(({ id }) => id)
  const mails = await journeyMails(tx, {
    companyId,
    enrolmentIds: idsOf(those('opened', 'clicked', 'replied', 'bounced')),
  })
  const peopleOf = (some: typeof asking) => [...new Set(some.map(({ prospectId }) => prospectId))]
  const links = await clickedLinks(tx, {
    companyId,
    prospectIds: peopleOf(those('clicked')),
    messageIds: mails.filter(({ clicked }) => clicked).map(({ messageId }) => messageId),
  })
  const ofBounces = new Set(idsOf(those('bounced')))
  const bounced = await bouncedMails(tx, {
    companyId,
    prospectIds: peopleOf(those('bounced')),
    messageIds: mails
      .filter(({ enrolmentId }) => ofBounces.has(enrolmentId))
      .map(({ messageId }) => messageId),
  })
  const tasks = await journeyTasks(tx, { companyId, enrolmentIds: idsOf(those('task')) })
  const prospects = await prospectFacts(tx, {
    companyId,
    prospectIds: peopleOf(those('field', 'tag', 'list')),
  })
  const mailsOf = Map.groupBy(mails, ({ enrolmentId }) => enrolmentId)
  const tasksOf = Map.groupBy(tasks, ({ enrolmentId }) => enrolmentId)
  return new Map(
    asking.map(({ id, prospectId }): [string, Facts] => [
      id,
      {
        mails: (mailsOf.get(id) ?? []).map((mail) => ({
          ...mail,
          links: links.get(mail.messageId) ?? [],
          bounced: bounced.has(mail.messageId),
        })),
        tasks: tasksOf.get(id) ?? [],
        ...(prospects.get(prospectId) ?? NOTHING),
      },
    ]),
  )
}

const NOTHING = { fields: new Map<string, string>(), tags: new Set<string>(), list: '' }
