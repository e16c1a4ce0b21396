import { beginFile, type Refuse } from '../cadence-file/begin-file.ts'
import { provisionalOptions, provisionalSettings } from '../cadence-file/parse-cadence-file.ts'
import { readSettings } from '../cadence-file/read-settings.ts'
import { readText } from '../cadence-file/reading.ts'
import type { JourneyDefinition } from '../definition-journey.ts'
import { checkJourney } from '../journey/check-journey.ts'
import { type DraftNode, keepNodeIds, tidyJourney } from '../journey/draft-journey.ts'
import type { FileNode, JourneyFile } from './file-types.ts'
import { readNodes } from './read-nodes.ts'

export type ParsedJourney = { file: JourneyFile; refuse: Refuse }

/**
 * Reads a journey file (YAML) and checks all that a file alone can tell, as `parseCadenceFile` does. Mailboxes, templates, calendars and
 * other sequences are names still: the import looks them up.
 */
export const parseJourneyFile = (text: string): ParsedJourney => {
  const { reading, keys, name, refuse } = beginFile(text, { of: 'journey', keys: ['start', 'nodes'] })
  const file: JourneyFile = {
    name,
    settings: readSettings(reading, keys),
    start: readText(reading, keys.get('start')) ?? null,
    nodes: readNodes(reading, keys.get('nodes')),
  }
  // How nodes hang together can be told only when all of them could be read.
  if (reading.issues.length === 0) reading.issues.push(...checkJourney(provisional(file)))
  refuse(reading.issues)
  return { file, refuse }
}

/** The file as a definition, with stand-ins for what only the database knows. */
const provisional = ({ settings, start, nodes }: JourneyFile): JourneyDefinition => {
  let made = 0
  return keepNodeIds({
    draft: tidyJourney({ settings: provisionalSettings(settings), start, nodes: nodes.map(withStandIns) }),
    earlier: [],
    newId: () => String(++made).padStart(24, '0'),
  })
}

const withStandIns = (node: FileNode): DraftNode => {
  if (node.kind === 'mail') return { ...node, options: provisionalOptions(node.options) }
  if (node.kind !== 'start_sequence' && node.kind !== 'stop_sequence') return node
  const { sequence, ...rest } = node
  return { ...rest, sequenceId: sequence.name }
}
