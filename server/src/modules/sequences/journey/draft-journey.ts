import { isId, type NewId } from '#platform/ids/index.ts'
import type { SequenceSettings } from '../definition.ts'
import type {
  Condition,
  EventTest,
  Exit,
  JourneyDefinition,
  JourneyNode,
  NodeBody,
} from '../definition-journey.ts'
import { type DraftOption, storable, tidyOption, tidySettings } from '../draft.ts'
import { optionsWithIds } from '../keep-ids.ts'
import { nameKey } from '../sequence-name.ts'

type DraftBody =
  | Exclude<NodeBody, { kind: 'mail' }>
  | (Omit<Extract<NodeBody, { kind: 'mail' }>, 'options'> & { options: DraftOption[] })

/** A node as it is handed in: its id may be missing. Exits and tests name other nodes by id or by name. */
export type DraftNode = { id?: string | undefined; name: string } & DraftBody

/** A journey as people hand it in. */
export type DraftJourney = { settings: SequenceSettings; nodes: DraftNode[]; start: Exit }

/** Trims what people type and turns plain-text bodies into HTML. Doing it twice changes nothing. */
export const tidyJourney = ({ settings, nodes, start }: DraftJourney): DraftJourney => ({
  settings: tidySettings(settings),
  nodes: nodes.map(tidyNode),
  start: tidyExit(start),
})

const line = (text: string): string => storable(text).trim()
const tidyExit = (exit: Exit): Exit => (exit === null ? null : line(exit) || null)

const tidyNode = (given: DraftNode): DraftNode => {
  const node = mapExits({ ...given, name: line(given.name) }, tidyExit)
  switch (node.kind) {
    case 'mail':
      return { ...node, options: node.options.map(tidyOption) }
    case 'task':
      return { ...node, title: line(node.title), note: line(node.note).replaceAll('\r\n', '\n') }
    case 'wait_until':
      return { ...node, until: line(node.until).replace(' ', 'T') }
    case 'condition':
      return { ...node, condition: tidyCondition(node.condition) }
    case 'wait_event':
      return { ...node, event: tidyEvent(node.event) }
    case 'add_tag':
    case 'remove_tag':
      return { ...node, tag: line(node.tag) }
    case 'move_to_list':
      return { ...node, list: line(node.list) }
    case 'set_field':
      return { ...node, field: line(node.field), value: line(node.value) }
    case 'webhook':
      return { ...node, url: line(node.url) }
    case 'notify':
      return { ...node, text: line(node.text) }
    default:
      return node
  }
}

const tidyEvent = (event: EventTest): EventTest => {
  if (event.of === 'clicked') return { ...event, link: event.link === null ? null : line(event.link) || null }
  if (event.of === 'task')
    return { ...event, outcome: event.outcome === null ? null : line(event.outcome) || null }
  return event
}

const tidyCondition = (condition: Condition): Condition => {
  switch (condition.of) {
    case 'field':
      return condition.is === 'set'
        ? { ...condition, field: line(condition.field) }
        : { ...condition, field: line(condition.field), value: line(condition.value) }
    case 'tag':
      return { ...condition, tag: line(condition.tag) }
    case 'list':
      return { ...condition, list: line(condition.list) }
    default:
      return tidyEvent(condition)
  }
}

/** The node with its exits, and the nodes its test names, changed. */
export const mapExits = <Node extends DraftNode | JourneyNode>(
  node: Node,
  change: (exit: Exit) => Exit,
): Node => {
  switch (node.kind) {
    case 'end':
      return node
    case 'condition':
      return {
        ...node,
        condition: mapTest(node.condition, change),
        yes: change(node.yes),
        no: change(node.no),
      }
    case 'wait_event':
      return {
        ...node,
        event: mapTest(node.event, change),
        happened: change(node.happened),
        timedOut: change(node.timedOut),
      }
    default:
      return { ...node, next: change(node.next) }
  }
}

const mapTest = <Test extends Condition>(test: Test, change: (exit: Exit) => Exit): Test => {
  switch (test.of) {
    case 'opened':
    case 'replied':
    case 'bounced':
    case 'clicked':
      return { ...test, mail: change(test.mail) }
    case 'task':
      return { ...test, task: change(test.task) ?? '' }
    default:
      return test
  }
}

/**
 * Gives every node and option its id, so that reports and prospects under way survive edits: the one handed in, else that of the earlier
 * node of the same name, else a new one. What names a node by name names it by id afterwards; what names none stays as it is. `earlier`
 * are the definitions that the journey has had, the nearest first.
 */
export const keepNodeIds = ({
  draft,
  earlier,
  newId,
}: {
  draft: DraftJourney
  earlier: readonly JourneyDefinition[]
  newId: NewId
}): JourneyDefinition => {
  const known = earlier.flatMap(({ nodes }) => nodes)
  const handedIn = new Set(draft.nodes.flatMap(({ id }) => id ?? []))
  const taken = new Set<string>()
  const take = (id: string): string => {
    taken.add(id)
    return id
  }
  const nodes = draft.nodes.map((node): JourneyNode => {
    const given = node.id !== undefined && isId(node.id) && !taken.has(node.id) ? node.id : undefined
    const sameName = known.find(
      (old) => nameKey(old.name) === nameKey(node.name) && !taken.has(old.id) && !handedIn.has(old.id),
    )
    const id = take(given ?? sameName?.id ?? newId())
    if (node.kind !== 'mail') return { ...node, id }
    const before = known.find((old) => old.id === id)
    const options = optionsWithIds(node.options, before?.kind === 'mail' ? before.options : [], newId)
    return { ...node, id, options }
  })
  const ids = new Map(nodes.toReversed().map((node) => [nameKey(node.name), node.id]))
  const resolve = (exit: Exit): Exit =>
    exit === null || taken.has(exit) ? exit : (ids.get(nameKey(exit)) ?? exit)
  return {
    settings: draft.settings,
    nodes: nodes.map((node) => mapExits(node, resolve)),
    start: resolve(draft.start),
  }
}
