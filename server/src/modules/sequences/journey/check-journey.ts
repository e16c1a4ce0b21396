import { checkSettings } from '../check-settings.ts'
import { checkLiquid, checkMail, checkTask, checkWait } from '../check-steps.ts'
import type { SequenceSettings } from '../definition.ts'
import { type Condition, exitsOf, type JourneyDefinition, type JourneyNode } from '../definition-journey.ts'
import { isDay } from '../holiday-places.ts'
import type { Issue } from '../issues.ts'
import { nameKey, nameMistake } from '../sequence-name.ts'
import { taskWord } from '../step-words.ts'
import { checkGraph, pathOfNode } from './check-graph.ts'

const MOST_NODES = 200
const LONGEST_TEXT = 2000
const LONGEST_URL = 2000

/**
 * Everything that keeps a journey from being published, apart from what only the database knows. Paths are those of a journey file:
 * `nodes.greet.mail[0].body`.
 */
export const checkJourney = (journey: JourneyDefinition): Issue[] => {
  const { settings, nodes } = journey
  const issues = [...checkSettings(settings), ...checkNames(nodes)]
  if (nodes.length > MOST_NODES)
    return [...issues, { path: 'nodes', message: `a journey has at most ${MOST_NODES} nodes.` }]
  const first = firstMails(journey)
  return [
    ...issues,
    ...nodes.flatMap((node) => checkNode(node, { path: pathOfNode(node), isFirstMail: first.has(node.id) })),
    ...nodes.flatMap((node) => checkTest(node, journey)),
    ...checkGraph(journey),
  ]
}

const checkNames = (nodes: readonly JourneyNode[]): Issue[] => {
  const seen = new Set<string>()
  return nodes.flatMap((node, index) => {
    const mistake = nameMistake(node.name)
    if (mistake) return [{ path: `nodes[${index}].name`, message: `${mistake}.` }]
    const key = nameKey(node.name)
    if (key === 'any')
      return [{ path: pathOfNode(node), message: '"any" stands for any mail; choose another name.' }]
    if (seen.has(key))
      return [{ path: pathOfNode(node), message: `another node is called "${node.name}" too.` }]
    seen.add(key)
    return []
  })
}

const checkNode = (
  node: JourneyNode,
  { path, isFirstMail }: { path: string; isFirstMail: boolean },
): Issue[] => {
  switch (node.kind) {
    case 'mail':
      return checkMail(node.options, `${path}.mail`, isFirstMail)
    case 'wait':
      return checkWait(node.wait, `${path}.wait`)
    case 'wait_until':
      return isMoment(node.until)
        ? []
        : [
            {
              path: `${path}.waitUntil`,
              message: `"${node.until}" is no date; write it as 2026-12-01 or 2026-12-01 09:00.`,
            },
          ]
    case 'wait_event':
      return checkWait(node.timeout, `${path}.waitFor.timeout`)
    case 'condition':
      return checkCondition(node.condition, `${path}.if`)
    case 'task':
      return checkTask(node, `${path}.${taskWord(node.task)}`)
    case 'add_tag':
      return checkText(node.tag, `${path}.addTag`, 'name a tag')
    case 'remove_tag':
      return checkText(node.tag, `${path}.removeTag`, 'name a tag')
    case 'move_to_list':
      return checkText(node.list, `${path}.moveToList`, 'name a list')
    case 'set_field':
      return [
        ...checkText(node.field, `${path}.setField.name`, 'name a field'),
        ...checkField(node.field, `${path}.setField.name`),
        ...checkLiquid(node.value, `${path}.setField.value`),
      ]
    case 'webhook':
      return checkUrl(node.url, `${path}.webhook`)
    case 'notify':
      return [
        ...checkText(node.text, `${path}.notify`, 'say what the owner is to be told'),
        ...checkLiquid(node.text, `${path}.notify`),
      ]
    case 'start_sequence':
    case 'stop_sequence':
    case 'end':
      return []
  }
}

const checkText = (text: string, path: string, wanted: string): Issue[] => {
  if (text === '') return [{ path, message: `${wanted}.` }]
  return text.length > LONGEST_TEXT
    ? [{ path, message: `a text here has at most ${LONGEST_TEXT} characters.` }]
    : []
}

/** An address or an owner is no field that a journey may set. */
const checkField = (field: string, path: string): Issue[] =>
  ['email', 'owner', 'id', 'list', 'tags'].includes(field.toLowerCase())
    ? [{ path, message: `"${field}" cannot be set here; tags and lists have nodes of their own.` }]
    : []

const checkUrl = (url: string, path: string): Issue[] => {
  const parsed = URL.canParse(url) ? new URL(url) : null
  const isWeb = parsed !== null && ['http:', 'https:'].includes(parsed.protocol) && parsed.hostname !== ''
  return isWeb && url.length <= LONGEST_URL
    ? []
    : [{ path, message: `"${url}" is no address of a webhook; write it as https://example.com/hook.` }]
}

const checkCondition = (condition: Condition, path: string): Issue[] => {
  switch (condition.of) {
    case 'field':
      return [
        ...checkText(condition.field, `${path}.field.name`, 'name a field'),
        ...(condition.is === 'set'
          ? []
          : checkText(condition.value, `${path}.field`, 'say what it is compared with')),
      ]
    case 'tag':
      return checkText(condition.tag, `${path}.tag`, 'name a tag')
    case 'list':
      return checkText(condition.list, `${path}.list`, 'name a list')
    default:
      return []
  }
}

/** A test names a node of the right kind, and one that can come true. */
const checkTest = (node: JourneyNode, { nodes, settings }: JourneyDefinition): Issue[] => {
  if (node.kind !== 'condition' && node.kind !== 'wait_event') return []
  const test = node.kind === 'condition' ? node.condition : node.event
  const path = `${pathOfNode(node)}.${node.kind === 'condition' ? 'if' : 'waitFor'}.${test.of}`
  if (test.of === 'field' || test.of === 'tag' || test.of === 'list') return []
  const [wanted, named] = test.of === 'task' ? (['task', test.task] as const) : (['mail', test.mail] as const)
  if (named === null)
    return nodes.some(({ kind }) => kind === 'mail')
      ? checkSetting(test, settings, path)
      : [{ path, message: 'this journey has no mail.' }]
  const found = nodes.find(({ id }) => id === named)
  if (!found) return [{ path, message: `there is no node "${named}".` }]
  if (found.kind !== wanted) return [{ path, message: `the node "${found.name}" is no ${wanted}.` }]
  return checkSetting(test, settings, path)
}

/** What the settings keep from ever being the case. */
const checkSetting = (test: Condition, { stopOn, track }: SequenceSettings, path: string): Issue[] => {
  if (test.of === 'replied' && stopOn.reply)
    return [
      { path, message: 'a reply ends this journey, so this never comes true; set stopOn.reply to false.' },
    ]
  const untracked =
    (test.of === 'opened' && !track.opens) || (test.of === 'clicked' && !track.clicks) ? test.of : null
  if (untracked === null) return []
  const what = untracked === 'opened' ? 'opens' : 'clicks'
  return [
    {
      path,
      message: `this journey does not track ${what}, so this never comes true; set track.${what} to true.`,
    },
  ]
}

const isMoment = (until: string): boolean => {
  const [day = '', time, ...more] = until.split('T')
  return more.length === 0 && isDay(day) && (time === undefined || /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time))
}

/** The mails that may be the first one of somebody's way. */
const firstMails = ({ nodes, start }: JourneyDefinition): Set<string> => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const reached = new Set(start === null ? [] : [start])
  for (const id of reached) {
    const node = byId.get(id)
    if (node && node.kind !== 'mail') for (const { to } of exitsOf(node)) if (to !== null) reached.add(to)
  }
  return new Set([...reached].filter((id) => byId.get(id)?.kind === 'mail'))
}
