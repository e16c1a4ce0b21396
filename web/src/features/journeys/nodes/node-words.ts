import type { Condition, EventTest, JourneyNode, TaskKind, Wait } from '../types.ts'

export const TASK_WORDS: Readonly<Record<TaskKind, string>> = {
  call: 'Call',
  linkedin: 'LinkedIn',
  manual_mail: 'Manual mail',
  todo: 'To-do',
}

/** What kind of node it is. */
export const kindWord = (node: JourneyNode): string => {
  switch (node.kind) {
    case 'mail':
      return 'Mail'
    case 'wait':
    case 'wait_until':
      return 'Wait'
    case 'wait_event':
      return 'Wait for'
    case 'condition':
      return 'Question'
    case 'task':
      return TASK_WORDS[node.task]
    case 'end':
      return 'End'
    case 'add_tag':
    case 'remove_tag':
    case 'move_to_list':
    case 'set_field':
      return 'Change'
    case 'start_sequence':
    case 'stop_sequence':
      return 'Other way'
    case 'webhook':
      return 'Webhook'
    case 'notify':
      return 'Notice'
  }
}

const UNITS: Readonly<Record<Wait['unit'], string>> = {
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  business_days: 'business day',
}

/** "3 business days" */
export const waitWords = ({ amount, unit }: Wait): string =>
  `${amount} ${UNITS[unit]}${amount === 1 ? '' : 's'}`

/** Names of nodes, and of cadences and journeys, by their ids. */
export type NameOf = (id: string) => string | undefined

/** What happens there, in a line. */
export const nodeSummary = (node: JourneyNode, nameOf: NameOf): string => {
  switch (node.kind) {
    case 'mail': {
      const [first] = node.options
      const text = first?.subject || first?.template || 'No text yet'
      return node.options.length > 1 ? `${text} (and ${node.options.length - 1} more)` : text
    }
    case 'wait':
      return waitWords(node.wait)
    case 'wait_until':
      return node.until === '' ? 'No moment yet' : `until ${node.until.replace('T', ' ')}`
    case 'wait_event':
      return `${capital(testWords(node.event, nameOf))}, at most ${waitWords(node.timeout)}`
    case 'condition':
      return `${capital(testWords(node.condition, nameOf))}?`
    case 'task':
      return node.title || 'No title yet'
    case 'add_tag':
      return `Add the tag ${quoted(node.tag)}`
    case 'remove_tag':
      return `Remove the tag ${quoted(node.tag)}`
    case 'move_to_list':
      return `Move to the list ${quoted(node.list)}`
    case 'set_field':
      return node.value === '' ? `Clear ${node.field || '…'}` : `${node.field || '…'} = ${node.value}`
    case 'start_sequence':
      return `Start in ${quoted(nameOf(node.sequenceId) ?? '')}`
    case 'stop_sequence':
      return `Stop in ${quoted(nameOf(node.sequenceId) ?? '')}`
    case 'webhook':
      return node.url || 'No address yet'
    case 'notify':
      return node.text || 'No text yet'
    case 'end':
      return 'He has been through it'
  }
}

/** "he clicked in “Welcome”" */
export const testWords = (test: Condition | EventTest, nameOf: NameOf): string => {
  switch (test.of) {
    case 'opened':
      return `he opened ${mailWord(test.mail, nameOf)}`
    case 'replied':
      return `he replied to ${mailWord(test.mail, nameOf)}`
    case 'bounced':
      return `${mailWord(test.mail, nameOf)} came back`
    case 'clicked':
      return `he clicked ${test.link === null ? 'a link' : quoted(test.link)} in ${mailWord(test.mail, nameOf)}`
    case 'task':
      return `${quoted(nameOf(test.task) ?? '')} was done${test.outcome === null ? '' : `: ${test.outcome}`}`
    case 'field':
      if (test.is === 'set') return `${test.field || '…'} is filled in`
      return `${test.field || '…'} ${test.is === 'equal' ? 'is' : 'holds'} ${quoted(test.value)}`
    case 'tag':
      return `he has the tag ${quoted(test.tag)}`
    case 'list':
      return `he is in the list ${quoted(test.list)}`
  }
}

const mailWord = (mail: string | null, nameOf: NameOf): string =>
  mail === null ? 'any mail' : quoted(nameOf(mail) ?? '')
const quoted = (text: string): string => (text === '' ? '…' : `“${text}”`)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
