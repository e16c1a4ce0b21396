// Reads lists, which is another module's.
import type { Queryable } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { JourneyDefinition } from '../definition-journey.ts'
import type { Issue } from '../issues.ts'
import { didYouMean } from '../nearest-names.ts'
import { selectHeads } from '../queries.ts'
import type { SequenceDeps } from '../sequence.ts'
import { nameKey } from '../sequence-name.ts'
import { pathOfNode } from './check-graph.ts'

type Input = {
  companyId: string
  sequenceId?: string | undefined
  nodes: JourneyDefinition['nodes']
  checkReceiver: SequenceDeps['checkReceiver']
}

/**
 * What the nodes of a journey name and there is not: lists, published cadences and journeys to start, receivers that may be called. Tags and
 * custom fields are made by whoever names them first.
 */
export const checkJourneyReferences = async (tx: Queryable, input: Input): Promise<Issue[]> => [
  ...(await checkLists(tx, input)),
  ...(await checkSequences(tx, input)),
  ...(await checkReceivers(input)),
]

const checkReceivers = async ({ nodes, checkReceiver }: Input): Promise<Issue[]> => {
  const issues: Issue[] = []
  for (const node of nodes) {
    if (node.kind !== 'webhook') continue
    const path = `${pathOfNode(node)}.webhook`
    try {
      await checkReceiver?.({ url: node.url, field: path })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { message } = error
      issues.push({
        path,
        message: message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message,
      })
    }
  }
  return issues
}

const checkLists = async (tx: Queryable, { companyId, nodes }: Input): Promise<Issue[]> => {
  const named = nodes.flatMap((node) => {
    if (node.kind === 'move_to_list') return { list: node.list, path: `${pathOfNode(node)}.moveToList` }
    if (node.kind !== 'condition' || node.condition.of !== 'list') return []
    return { list: node.condition.list, path: `${pathOfNode(node)}.if.list` }
  })
  if (named.length === 0) return []
  const known = await selectListNames(tx, companyId)
  const keys = new Set(known.map(nameKey))
  return named
    .filter(({ list }) => !keys.has(nameKey(list)))
    .map(({ list, path }) => ({ path, message: `there is no list "${list}".${didYouMean(list, known)}` }))
}

/** Served by the unique index on (company_id, name_key). */
const selectListNames = async (tx: Queryable, companyId: string): Promise<string[]> => {
  const { rows } = await tx.query<{ name: string }>(
    'SELECT name FROM lists WHERE company_id = $1 ORDER BY name_key LIMIT 10000',
    [companyId],
  )
  return rows.map(({ name }) => name)
}

const checkSequences = async (tx: Queryable, input: Input): Promise<Issue[]> => {
  const { companyId, sequenceId: self } = input
  const named = input.nodes.flatMap((node) =>
    node.kind === 'start_sequence' || node.kind === 'stop_sequence' ? node : [],
  )
  const ids = [...new Set(named.map(({ sequenceId }) => sequenceId))]
  const heads = new Map((await selectHeads(tx, { companyId, ids })).map((head) => [head.id, head]))
  return named.flatMap((node): Issue[] => {
    const path = pathOfNode(node)
    const head = heads.get(node.sequenceId)
    if (!head) return [{ path, message: `there is no cadence or journey "${node.sequenceId}".` }]
    if (head.id === self)
      return [
        {
          path,
          message: 'a journey cannot start or stop itself; lead an exit back, or to an end.',
        },
      ]
    if (head.state === 'archived')
      return [{ path, message: `the ${head.kind} "${head.name}" is archived; restore it first.` }]
    return node.kind === 'start_sequence' && head.version === 0
      ? [{ path, message: `the ${head.kind} "${head.name}" is a draft; publish it first.` }]
      : []
  })
}
