import { describe, expect, it } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import type { JourneyDefinition } from '../definition-journey.ts'
import { nodesInOrder } from '../definition-journey.ts'
import { keepNodeIds, tidyJourney } from '../journey/draft-journey.ts'
import { EXAMPLE_JOURNEY } from './example-journey.ts'
import type { JourneyFile } from './file-types.ts'
import { formatJourneyFile } from './format-journey-file.ts'
import { parseJourneyFile } from './parse-journey-file.ts'

const definitionOf = ({ settings, start, nodes }: JourneyFile): JourneyDefinition => {
  let made = 0
  const draft = tidyJourney({
    settings: { ...settings, mailboxes: { of: 'starter' }, holidays: { days: settings.holidays.days } },
    start,
    nodes: nodes.map((node) => {
      if (node.kind === 'start_sequence' || node.kind === 'stop_sequence') {
        const { sequence, ...rest } = node
        return { ...rest, sequenceId: `id of ${sequence.name}` }
      }
      if (node.kind !== 'mail') return node
      const options = node.options.map((one) => ({
        ...one,
        subject: one.subject ?? '',
        body: one.body ?? '',
      }))
      return { ...node, options }
    }),
  })
  return keepNodeIds({ draft, earlier: [], newId: () => String(++made).padStart(24, '0') })
}

const messageOf = (text: string): string => {
  try {
    parseJourneyFile(text)
    return 'no mistake'
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_input') return error.message
    throw error
  }
}

const EVERY_KIND = `name: Every kind
start: 1
stopOn: { reply: false }
nodes:
  1: { mail: { subject: Hi, body: Hello }, next: pause }
  pause: { wait: 2 hours, next: launch }
  launch: { waitUntil: 2026-12-01 09:00, next: answer }
  answer:
    waitFor: { clicked: { mail: 1, link: pricing }, timeout: 3 days }
    happened: opened
    timedOut: tag
  opened: { if: { opened: any }, yes: replied, no: tag }
  replied: { if: { replied: 1 }, yes: bounced, no: tag }
  bounced: { if: { bounced: any }, yes: field, no: tag }
  field: { if: { field: { name: Title, contains: CEO } }, yes: set, no: tag }
  set: { if: { field: { name: Phone, isSet: true } }, yes: has tag, no: tag }
  has tag: { if: { tag: vip }, yes: in list, no: tag }
  in list: { if: { list: Customers }, yes: call, no: tag }
  call: { call: { title: Ring, note: Now, wait: false }, next: todo }
  todo: { task: Think, next: outcome }
  outcome: { if: { task: { node: todo, outcome: Good } }, yes: tag, no: tag }
  tag: { addTag: hot, next: untag }
  untag: { removeTag: cold, next: move }
  move: { moveToList: Customers, next: fill }
  fill: { setField: { name: Outcome, value: Won }, next: begin }
  begin: { startCadence: Intro, next: end it }
  end it: { stopJourney: Other, next: hook }
  hook: { webhook: https://example.com/hook, next: tell }
  tell: { notify: Look here, next: done }
  done: end
`

describe('a journey file', () => {
  it('prints an example that reads without a mistake', () => {
    const { file } = parseJourneyFile(EXAMPLE_JOURNEY)
    expect(file).toMatchObject({ name: 'Welcome', start: 'greet' })
    const definition = definitionOf(file)
    expect(nodesInOrder(definition)).toHaveLength(definition.nodes.length)
  })

  it('knows every kind of node, and is written as it was read', () => {
    const { file } = parseJourneyFile(EVERY_KIND)
    const definition = definitionOf(file)
    expect(new Set(definition.nodes.map(({ kind }) => kind)).size).toBe(15)
    const named = new Map([
      ['id of Intro', { kind: 'cadence', name: 'Intro' }],
      ['id of Other', { kind: 'journey', name: 'Other' }],
    ] as const)
    const text = formatJourneyFile({
      ...definition,
      settings: file.settings,
      name: file.name,
      sequences: named,
    })
    const again = parseJourneyFile(text).file
    expect(definitionOf(again)).toEqual(definition)
    const withIds = formatJourneyFile(
      { ...definition, settings: file.settings, name: file.name, sequences: named },
      { ids: true },
    )
    expect(parseJourneyFile(withIds).file.nodes.map(({ id }) => id)).toEqual(
      definition.nodes.map(({ id }) => id),
    )
  })

  it.each([
    ['name: A\nstart: a\nnodes:\n  a: {fax: 1}\n', /line 4.*"fax" is no key/],
    ['name: A\nstart: a\nnodes:\n  a: go\n', /line 4, column 6, nodes\.a: a node is one of/],
    ['name: A\nnodes:\n  a: end\n', /start: the node where everybody begins is missing/],
    ['name: A\nstart: b\nnodes:\n  a: end\n', /line 2, column 8, start: there is no node "b"/],
    ['name: A\nstart: a\nnodes:\n  a: {addTag: x, next: b}\n', /nodes\.a\.next: there is no node "b"/],
    ['name: A\nstart: a\nnodes:\n  a: {addTag: x}\n  b: end\n', /the exit "next" of the node "a" is missing/],
    ['name: A\nstart: a\nnodes:\n  a: end\n  b: end\n', /nodes\.b: no way from the start leads/],
    ['name: A\nstart: a\nnodes:\n  a: {addTag: x, next: a}\n', /nodes: a journey needs an end/],
    [
      'name: A\nstart: a\nnodes:\n  a: {if: {tag: x}, yes: b, no: c}\n  b: {wait: 1 hour, next: b}\n  c: end\n',
      /nodes\.b: from the node "b" no way leads to an end/,
    ],
    [
      'name: A\nstart: a\nnodes:\n  a: {if: {tag: x}, yes: b, no: c}\n  b: {wait: 59 minutes, next: a}\n  c: end\n',
      /the loop a → b → a needs a wait of an hour or more/,
    ],
    [
      'name: A\nstart: a\nnodes:\n  a: {mail: {subject: "{{ x", body: b}, next: c}\n  c: end\n',
      /nodes\.a\.mail\[0\]\.subject/,
    ],
    [
      'name: A\nstart: a\nnodes:\n  a: {mail: {body: b}, next: c}\n  c: end\n',
      /the first mail needs a subject/,
    ],
    [
      'name: A\nstart: a\nnodes:\n  a: {wait: 3 days, yes: c, next: c}\n  c: end\n',
      /has the exits next, not "yes"/,
    ],
    [
      'name: A\nstart: a\nnodes:\n  a: {if: {replied: any}, yes: c, no: c}\n  c: end\n',
      /nodes\.a\.if\.replied: this journey has no mail/,
    ],
    [
      'name: A\nstart: m\nnodes:\n  m: {mail: {subject: s, body: b}, next: a}\n  a: {if: {replied: m}, yes: c, no: c}\n  c: end\n',
      /a reply ends this journey/,
    ],
    [
      'name: A\nstart: m\ntrack: {opens: false}\nnodes:\n  m: {mail: {subject: s, body: b}, next: a}\n  a: {if: {opened: m}, yes: c, no: c}\n  c: end\n',
      /does not track opens/,
    ],
    [
      'name: A\nstart: m\ntrack: {clicks: false}\nnodes:\n  m: {mail: {subject: s, body: b}, next: a}\n  a: {if: {clicked: any}, yes: c, no: c}\n  c: end\n',
      /nodes\.a\.if\.clicked: this journey does not track clicks/,
    ],
    [
      'name: A\nstart: m\nnodes:\n  m: {mail: {subject: s, body: b}, next: a}\n  a: {if: {opened: c}, yes: c, no: c}\n  c: end\n',
      /the node "c" is no mail/,
    ],
    [
      'name: A\nstart: a\nnodes:\n  a: {waitFor: {opened: any}, happened: c, timedOut: c}\n  c: end\n',
      /needs a timeout/,
    ],
    ['name: A\nstart: a\nnodes:\n  a: {webhook: ftp://x, next: c}\n  c: end\n', /no address of a webhook/],
    ['name: A\nstart: a\nnodes:\n  a: {waitUntil: 2026-02-30, next: c}\n  c: end\n', /is no date/],
    ['name: A\nstart: a\nnodes: {}\n', /journey needs nodes|no node "a"/],
    ['name: A\nstart: a\nnodes: [end]\n', /here belong names/],
  ])('%j names its mistake', (text, message) => {
    expect(messageOf(text)).toMatch(message)
  })

  it('lets a loop pass that waits an hour, also by a time-out', () => {
    const text = (loop: string) =>
      `name: A\nstart: m\nnodes:\n  m: {mail: {subject: s, body: b}, next: a}\n  a: ${loop}\n  c: end\n`
    expect(messageOf(text('{waitFor: {opened: m, timeout: 1 hour}, happened: c, timedOut: m}'))).toBe(
      'no mistake',
    )
    expect(messageOf(text('{waitFor: {opened: m, timeout: 59 minutes}, happened: c, timedOut: m}'))).toMatch(
      /the loop/,
    )
    expect(messageOf(text('{waitFor: {opened: m, timeout: 1 hour}, happened: m, timedOut: c}'))).toMatch(
      /the loop/,
    )
  })
})
