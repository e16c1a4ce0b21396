import type { Queryable } from '#platform/db/index.ts'
import type { JourneyNode } from '../definition-journey.ts'
import { draftIssues } from '../draft-issues.ts'
import { journeyById } from '../find-sequence.ts'
import type { SequenceDeps } from '../sequence.ts'
import { pathOfNode } from './check-graph.ts'

/** One mistake of a journey, with the node that it stands in; null: it is about the whole. */
export type JourneyProblem = { nodeId: string | null; path: string; message: string }

/** What keeps a journey's draft from being published, or would keep what is published where there is none. */
export const journeyProblems = async (
  deps: SequenceDeps,
  tx: Queryable,
  which: { companyId: string; sequenceId: string },
): Promise<JourneyProblem[]> => {
  const { draft, published } = await journeyById(tx, which)
  const definition = draft ?? published
  if (!definition) return []
  const issues = await draftIssues(deps, tx, { ...which, definition })
  return issues.map(({ path, message }) => ({ nodeId: nodeOf(path, definition.nodes), path, message }))
}

/** A name may be the beginning of another one, or hold dots, so the longest that fits is meant. */
const nodeOf = (path: string, nodes: readonly JourneyNode[]): string | null => {
  const [, index] = /^nodes\[(\d+)\]/.exec(path) ?? []
  if (index !== undefined) return nodes[Number(index)]?.id ?? null
  let found: JourneyNode | null = null
  for (const node of nodes) {
    const head = pathOfNode(node)
    const fits = path === head || path.startsWith(`${head}.`)
    if (fits && node.name.length > (found?.name.length ?? -1)) found = node
  }
  return found?.id ?? null
}
