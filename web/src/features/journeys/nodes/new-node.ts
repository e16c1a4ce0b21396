import type { Definition, JourneyNode, NodeKind, TaskKind } from '../types.ts'

/** What can be added: every kind of node, and each kind of task for itself. */
export type NodeChoice = Exclude<NodeKind, 'task'> | TaskKind

/** An id as the server makes them: 24 hex digits. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

const NAMES: Readonly<Record<NodeChoice, string>> = {
  mail: 'Mail',
  wait: 'Wait',
  wait_until: 'Wait until',
  wait_event: 'Wait for',
  condition: 'Question',
  call: 'Call',
  linkedin: 'LinkedIn',
  manual_mail: 'Manual mail',
  todo: 'To-do',
  add_tag: 'Add tag',
  remove_tag: 'Remove tag',
  move_to_list: 'Move to list',
  set_field: 'Set field',
  start_sequence: 'Start',
  stop_sequence: 'Stop',
  webhook: 'Webhook',
  notify: 'Tell me',
  end: 'End',
}

/** The first of "Mail", "Mail 2", "Mail 3" … that no node has. */
export const freeName = (wanted: string, nodes: readonly { name: string }[]): string => {
  const taken = new Set(nodes.map(({ name }) => name.trim().toLowerCase()))
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`
    if (!taken.has(name.toLowerCase())) return name
  }
}

/** A node to begin from, all of whose exits lead to one other. */
export const newNode = (
  choice: NodeChoice,
  { nodes }: Pick<Definition, 'nodes'>,
  to: string | null,
): JourneyNode => {
  const head = { id: newId(), name: freeName(NAMES[choice], nodes) }
  const mails = nodes.filter(({ kind }) => kind === 'mail')
  const event = { of: 'opened' as const, mail: mails.at(-1)?.id ?? null }
  switch (choice) {
    case 'mail':
      return { ...head, kind: 'mail', options: [newOption(head.name)], next: to }
    case 'wait':
      return { ...head, kind: 'wait', wait: { amount: 3, unit: 'days' }, next: to }
    case 'wait_until':
      return { ...head, kind: 'wait_until', until: '', next: to }
    case 'wait_event':
      return {
        ...head,
        kind: 'wait_event',
        event,
        timeout: { amount: 3, unit: 'days' },
        happened: to,
        timedOut: to,
      }
    case 'condition':
      return { ...head, kind: 'condition', condition: event, yes: to, no: to }
    case 'call':
    case 'linkedin':
    case 'manual_mail':
    case 'todo':
      return { ...head, kind: 'task', task: choice, title: TITLES[choice], note: '', wait: true, next: to }
    case 'add_tag':
    case 'remove_tag':
      return { ...head, kind: choice, tag: '', next: to }
    case 'move_to_list':
      return { ...head, kind: 'move_to_list', list: '', next: to }
    case 'set_field':
      return { ...head, kind: 'set_field', field: '', value: '', next: to }
    case 'start_sequence':
    case 'stop_sequence':
      return { ...head, kind: choice, sequenceId: '', next: to }
    case 'webhook':
      return { ...head, kind: 'webhook', url: '', next: to }
    case 'notify':
      return { ...head, kind: 'notify', text: '', next: to }
    case 'end':
      return { ...head, kind: 'end' }
  }
}

export const newOption = (template: string) => ({ id: newId(), template, weight: 1, subject: '', body: '' })

const TITLES: Readonly<Record<TaskKind, string>> = {
  call: 'Call {{ FirstName | default: "the prospect" }}',
  linkedin: 'Send a connection request',
  manual_mail: 'Write a personal mail',
  todo: '',
}
