import type { Queryable } from '#platform/db/index.ts'
import { resolveSettings, templateResolver } from '../cadence-file/resolve-cadence-file.ts'
import type { Issue } from '../issues.ts'
import { pathOfNode } from '../journey/check-graph.ts'
import { type DraftJourney, type DraftNode, tidyJourney } from '../journey/draft-journey.ts'
import { didYouMean } from '../nearest-names.ts'
import { selectNames, selectSequenceByName } from '../queries.ts'
import type { MailboxDirectory } from '../sequence.ts'
import { nameKey } from '../sequence-name.ts'
import type { FileNode, JourneyFile } from './file-types.ts'

/** Turns the names in a file into what they stand for; names without are issues. Nodes are still named by name. */
export const resolveJourneyFile = async (
  tx: Queryable,
  input: {
    companyId: string
    file: JourneyFile
    mailboxes: MailboxDirectory
    /** Only what this member sees can be named; without it all. */
    ownerId?: string | undefined
  },
): Promise<{ definition: DraftJourney; issues: Issue[] }> => {
  const { companyId, ownerId } = input
  const { nodes, start } = input.file
  const issues: Issue[] = []
  const settings = await resolveSettings(tx, { ...input, settings: input.file.settings, issues })
  const optionsOf = await templateResolver(tx, {
    companyId,
    ownerId,
    options: nodes.flatMap((node) => (node.kind === 'mail' ? node.options : [])),
    issues,
  })
  const resolved: DraftNode[] = []
  for (const node of nodes) {
    if (node.kind === 'mail')
      resolved.push({ ...node, options: optionsOf(node.options, `${pathOfNode(node)}.mail`) })
    else if (node.kind === 'start_sequence' || node.kind === 'stop_sequence') {
      const { sequence, ...rest } = node
      resolved.push({
        ...rest,
        sequenceId: (await findSequence(tx, { companyId, ownerId, node, issues })) ?? '',
      })
    } else resolved.push(node)
  }
  return { definition: tidyJourney({ settings, nodes: resolved, start }), issues }
}

const findSequence = async (
  tx: Queryable,
  input: {
    companyId: string
    ownerId: string | undefined
    node: Extract<FileNode, { kind: 'start_sequence' | 'stop_sequence' }>
    issues: Issue[]
  },
): Promise<string | undefined> => {
  const { companyId, ownerId: seenBy, node, issues } = input
  const { kind, name } = node.sequence
  const found = await selectSequenceByName(tx, { companyId, kind, nameKey: nameKey(name), seenBy })
  if (found) return found.id
  const verb = node.kind === 'start_sequence' ? 'start' : 'stop'
  issues.push({
    path: `${pathOfNode(node)}.${verb}${kind === 'cadence' ? 'Cadence' : 'Journey'}`,
    message: `there is no ${kind} called "${name}".${didYouMean(name, await selectNames(tx, { companyId, kind, seenBy }))}`,
  })
  return undefined
}
