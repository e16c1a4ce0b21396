import { type Definition, isJourney } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { Foreseen } from '../core/index.ts'
import { prospectFacts } from '../journey/fact-queries.ts'

/** What the conditions of journeys are decided by, read only for those whose journey asks. */
export const createFactsOf = async (
  tx: Queryable,
  {
    companyId,
    people,
  }: { companyId: string; people: readonly { prospectId: string; definition: Definition }[] },
): Promise<(prospectId: string) => Foreseen['facts']> => {
  const asking = people.filter(({ definition }) => asksForFields(definition))
  const prospectIds = [...new Set(asking.map(({ prospectId }) => prospectId))]
  const facts = await prospectFacts(tx, { companyId, prospectIds })
  return (prospectId) => facts.get(prospectId)
}

const asksForFields = (definition: Definition): boolean =>
  isJourney(definition) &&
  definition.nodes.some(
    (node) => node.kind === 'condition' && ['field', 'tag', 'list'].includes(node.condition.of),
  )
