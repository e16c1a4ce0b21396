import { Document } from 'yaml'
import type { CadenceFile } from '../cadence-file/file-types.ts'
import { formatOptions, formatSettings, writeFile } from '../cadence-file/format-cadence-file.ts'
import { formatWait } from '../cadence-file/wait-words.ts'
import type { Condition, Exit, JourneyDefinition, JourneyNode } from '../definition-journey.ts'
import { taskWord } from '../step-words.ts'
import type { NamedSequence } from './file-types.ts'
import { ANY_MAIL } from './node-words.ts'

/** What a file is made of: a definition whose settings name things, and the names of the sequences that its nodes start and stop. */
export type ExportableJourney = Pick<JourneyDefinition, 'nodes' | 'start'> & {
  name: string
  settings: CadenceFile['settings']
  sequences: ReadonlyMap<string, NamedSequence>
}

/** A journey as a file that `parseJourneyFile` reads back to the same definition. Ids are left out unless asked for. */
export const formatJourneyFile = (journey: ExportableJourney, options: { ids?: boolean } = {}): string => {
  const names = new Map(journey.nodes.map(({ id, name }) => [id, name]))
  const nameOf = (exit: Exit): Exit => (exit === null ? null : (names.get(exit) ?? exit))
  const ids = options.ids ?? false
  const document = new Document({
    name: journey.name,
    ...formatSettings(journey.settings),
    ...(journey.start !== null && { start: nameOf(journey.start) }),
    // A map keeps the order of names that look like numbers.
    nodes: new Map(
      journey.nodes.map((node) => [
        node.name,
        formatNode(node, { ids, nameOf, sequences: journey.sequences }),
      ]),
    ),
  })
  return writeFile(document, document.get('nodes'))
}

type Names = { nameOf: (exit: Exit) => Exit; sequences: ExportableJourney['sequences'] }

const formatNode = (node: JourneyNode, { ids, ...names }: Names & { ids: boolean }): unknown => {
  const { nameOf } = names
  if (node.kind === 'end') return ids ? { id: node.id, end: true } : 'end'
  const exits =
    node.kind === 'condition'
      ? { yes: nameOf(node.yes), no: nameOf(node.no) }
      : node.kind === 'wait_event'
        ? { happened: nameOf(node.happened), timedOut: nameOf(node.timedOut) }
        : { next: nameOf(node.next) }
  const written = Object.fromEntries(Object.entries(exits).filter(([, to]) => to !== null))
  return { ...(ids && { id: node.id }), ...formatBody(node, { ids, ...names }), ...written }
}

const formatBody = (
  node: Exclude<JourneyNode, { kind: 'end' }>,
  { ids, nameOf, sequences }: Names & { ids: boolean },
): Record<string, unknown> => {
  switch (node.kind) {
    case 'mail':
      return { mail: formatOptions(node.options, ids) }
    case 'wait':
      return { wait: formatWait(node.wait) }
    case 'wait_until':
      return { waitUntil: node.until.replace('T', ' ') }
    case 'wait_event':
      return { waitFor: { ...formatTest(node.event, nameOf), timeout: formatWait(node.timeout) } }
    case 'condition':
      return { if: formatTest(node.condition, nameOf) }
    case 'task': {
      const { title, note, wait } = node
      const isPlain = note === '' && wait
      const parts = { title, ...(note !== '' && { note }), ...(!wait && { wait }) }
      return { [taskWord(node.task)]: isPlain ? title : parts }
    }
    case 'add_tag':
      return { addTag: node.tag }
    case 'remove_tag':
      return { removeTag: node.tag }
    case 'move_to_list':
      return { moveToList: node.list }
    case 'set_field':
      return { setField: { name: node.field, value: node.value } }
    case 'start_sequence':
    case 'stop_sequence': {
      const { kind, name } = sequences.get(node.sequenceId) ?? { kind: 'cadence', name: node.sequenceId }
      const verb = node.kind === 'start_sequence' ? 'start' : 'stop'
      return { [`${verb}${kind === 'cadence' ? 'Cadence' : 'Journey'}`]: name }
    }
    case 'webhook':
      return { webhook: node.url }
    case 'notify':
      return { notify: node.text }
  }
}

const formatTest = (test: Condition, nameOf: Names['nameOf']): Record<string, unknown> => {
  switch (test.of) {
    case 'opened':
    case 'replied':
    case 'bounced':
      return { [test.of]: nameOf(test.mail) ?? ANY_MAIL }
    case 'clicked': {
      const mail = nameOf(test.mail) ?? ANY_MAIL
      return { clicked: test.link === null ? mail : { mail, link: test.link } }
    }
    case 'task': {
      const task = nameOf(test.task)
      return { task: test.outcome === null ? task : { node: task, outcome: test.outcome } }
    }
    case 'field': {
      if (test.is === 'set') return { field: { name: test.field, isSet: true } }
      return { field: { name: test.field, [test.is === 'equal' ? 'equals' : 'contains']: test.value } }
    }
    case 'tag':
      return { tag: test.tag }
    case 'list':
      return { list: test.list }
  }
}
