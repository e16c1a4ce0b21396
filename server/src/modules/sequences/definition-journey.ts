import type { CadenceDefinition, MailOption, SequenceSettings, TaskKind, Wait } from './definition.ts'

/** Where an exit of a node leads: the id of another node. In a draft it may be missing, or a name that no node has yet. */
export type Exit = string | null

/** What a prospect did about a mail of this journey, or what became of a task of it. */
export type EventTest =
  /** `mail`: of that mail node; null: of any mail of the journey. */
  | { of: 'opened' | 'replied' | 'bounced'; mail: string | null }
  /** `link`: a part of the address that was clicked, in any case; null: any link. */
  | { of: 'clicked'; mail: string | null; link: string | null }
  /** The task of that node was done; with an outcome only if it is that one, in any case. */
  | { of: 'task'; task: string; outcome: string | null }

/** What a condition asks. */
export type Condition =
  | EventTest
  /** A field of the prospect by its name in the public API, or a custom field; compared trimmed and in any case. */
  | { of: 'field'; field: string; is: 'equal' | 'containing'; value: string }
  | { of: 'field'; field: string; is: 'set' }
  | { of: 'tag'; tag: string }
  | { of: 'list'; list: string }

/** What a node changes, or has others do. Texts of tasks, fields and notices are Liquid. */
export type Action =
  | { kind: 'add_tag'; tag: string }
  | { kind: 'remove_tag'; tag: string }
  | { kind: 'move_to_list'; list: string }
  /** An empty value clears the field. */
  | { kind: 'set_field'; field: string; value: string }
  /** The id of a cadence or another journey. */
  | { kind: 'start_sequence'; sequenceId: string }
  | { kind: 'stop_sequence'; sequenceId: string }
  | { kind: 'webhook'; url: string }
  /** Tells the journey's owner. */
  | { kind: 'notify'; text: string }

export type NodeBody =
  | { kind: 'mail'; options: MailOption[]; next: Exit }
  | { kind: 'wait'; wait: Wait; next: Exit }
  /** `until`: "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM" in the zone the journey sends by; one that has passed waits for nothing. */
  | { kind: 'wait_until'; until: string; next: Exit }
  /** What has happened already counts. `timeout` runs from the arrival. */
  | { kind: 'wait_event'; event: EventTest; timeout: Wait; happened: Exit; timedOut: Exit }
  | { kind: 'condition'; condition: Condition; yes: Exit; no: Exit }
  /** `wait`: goes on when the task is done or skipped, else at once. */
  | { kind: 'task'; task: TaskKind; title: string; note: string; wait: boolean; next: Exit }
  | (Action & { next: Exit })
  | { kind: 'end' }

/** A node of a journey. Its id survives edits; its name, unique in the journey, is how people and files refer to it. */
export type JourneyNode = { id: string; name: string } & NodeBody

/** What a journey is: a document, drafted and published as a whole. */
export type JourneyDefinition = {
  settings: SequenceSettings
  nodes: JourneyNode[]
  /** The node where everybody begins. */
  start: Exit
}

export type Definition = CadenceDefinition | JourneyDefinition

export const isJourney = <Journey extends { nodes: unknown }>(
  definition: Journey | { steps: unknown },
): definition is Journey => 'nodes' in definition

/** A wait of an hour or more, of which a loop needs one. */
export const isLongWait = ({ amount, unit }: Wait): boolean =>
  unit === 'minutes' ? amount >= 60 : amount >= 1

/** Whether a node is one that changes something, or has others do something. */
export const isAction = <Node extends NodeBody>(node: Node): node is Node & Action => {
  switch (node.kind) {
    case 'mail':
    case 'wait':
    case 'wait_until':
    case 'wait_event':
    case 'condition':
    case 'task':
    case 'end':
      return false
    default:
      return true
  }
}

/** The exits of a node: the name of each, where it leads, and whether an hour or more passes before it is taken. */
export const exitsOf = (node: NodeBody): { exit: string; to: Exit; takesAnHour: boolean }[] => {
  switch (node.kind) {
    case 'end':
      return []
    case 'condition':
      return [
        { exit: 'yes', to: node.yes, takesAnHour: false },
        { exit: 'no', to: node.no, takesAnHour: false },
      ]
    case 'wait_event':
      return [
        { exit: 'happened', to: node.happened, takesAnHour: false },
        { exit: 'timedOut', to: node.timedOut, takesAnHour: isLongWait(node.timeout) },
      ]
    case 'wait':
      return [{ exit: 'next', to: node.next, takesAnHour: isLongWait(node.wait) }]
    default:
      return [{ exit: 'next', to: node.next, takesAnHour: false }]
  }
}

/** The nodes in breadth-first order from the start, each once; those that cannot be reached are missing. */
export const nodesInOrder = ({ nodes, start }: Pick<JourneyDefinition, 'nodes' | 'start'>): JourneyNode[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const found = new Set<JourneyNode>()
  const visit = (id: Exit): void => {
    const node = id === null ? undefined : byId.get(id)
    if (node) found.add(node)
  }
  visit(start)
  // A set hands out what is added to it while it is walked.
  for (const node of found) for (const { to } of exitsOf(node)) visit(to)
  return [...found]
}

/** How reports count nodes: 1, 2 … over mails and tasks in breadth-first order. */
export const nodeNumbers = (definition: Pick<JourneyDefinition, 'nodes' | 'start'>): Map<string, number> => {
  const numbers = new Map<string, number>()
  for (const { id, kind } of nodesInOrder(definition))
    if (kind === 'mail' || kind === 'task') numbers.set(id, numbers.size + 1)
  return numbers
}
