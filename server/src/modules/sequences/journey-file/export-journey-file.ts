import type { Queryable } from '#platform/db/index.ts'
import { namedSettings, wantedDefinition } from '../cadence-file/export-cadence-file.ts'
import { DEFAULT_SETTINGS } from '../definition.ts'
import { journeyById } from '../find-sequence.ts'
import { selectHeads } from '../queries.ts'
import type { SequenceDeps } from '../sequence.ts'
import { formatJourneyFile } from './format-journey-file.ts'

/**
 * A journey as a file: what is published, or its draft when asked for or when nothing is. Importing the file again changes nothing.
 * Throws `not_found`.
 */
export const exportJourneyFile = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: { companyId: string; sequenceId: string; draft?: boolean | undefined; ids?: boolean | undefined },
): Promise<string> => {
  const { companyId } = input
  const journey = await journeyById(tx, input)
  const { settings, nodes, start } = wantedDefinition(journey, input.draft ?? false) ?? {
    settings: DEFAULT_SETTINGS,
    nodes: [],
    start: null,
  }
  const ids = nodes.flatMap((node) =>
    node.kind === 'start_sequence' || node.kind === 'stop_sequence' ? node.sequenceId : [],
  )
  const heads = await selectHeads(tx, { companyId, ids: [...new Set(ids)] })
  return formatJourneyFile(
    {
      name: journey.name,
      settings: await namedSettings(deps, tx, { companyId, settings }),
      nodes,
      start,
      sequences: new Map(heads.map((head) => [head.id, head])),
    },
    { ids: input.ids ?? false },
  )
}
