import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { DEFAULT_SETTINGS, type Step, type Weekday } from '../definition.ts'
import { type DraftDefinition, tidyDraft } from '../draft.ts'
import { keepIds } from '../keep-ids.ts'
import { EXAMPLE_CADENCE } from './example-cadence.ts'
import type { CadenceFile } from './file-types.ts'
import { formatCadenceFile } from './format-cadence-file.ts'
import { parseCadenceFile } from './parse-cadence-file.ts'

const newId = createIds({ clock: systemClock() })

const messageOf = (text: string): string => {
  try {
    parseCadenceFile(text)
    return 'no mistake'
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_input') return error.message
    throw error
  }
}

const definitionOf = ({ settings, steps }: CadenceFile): DraftDefinition =>
  tidyDraft({
    settings: { ...settings, mailboxes: { of: 'starter' }, holidays: { days: settings.holidays.days } },
    steps: steps.map((step) =>
      step.kind === 'mail'
        ? {
            ...step,
            options: step.options.map((o) => ({ ...o, subject: o.subject ?? '', body: o.body ?? '' })),
          }
        : step,
    ),
  })

describe('a cadence file', () => {
  it('prints an example that reads without a mistake', () => {
    const { file } = parseCadenceFile(EXAMPLE_CADENCE)
    expect(file.name).toBe('Introduction')
    expect(file.steps.map(({ kind }) => kind)).toEqual([
      'mail',
      'wait',
      'mail',
      'wait',
      'task',
      'wait',
      'task',
      'wait',
      'mail',
    ])
    expect(file.settings).toMatchObject({
      days: [1, 2, 3, 4, 5],
      throttle: 50,
      stopOn: { reply: true, autoReply: 'hold', colleagueReply: true, taskOutcomes: ['Not interested'] },
      holidays: { country: 'US', days: ['2026-12-24', '2026-12-31'] },
    })
  })

  it('needs only a name and one step', () => {
    const { file } = parseCadenceFile('name: A\nsteps:\n  - call: Ring {{ FirstName }}\n')
    expect(file.settings).toEqual(DEFAULT_SETTINGS)
    expect(file.steps).toEqual([{ kind: 'task', task: 'call', title: 'Ring {{ FirstName }}', note: '' }])
  })

  it('takes one option without a list around it, and names what has no name', () => {
    const { file } = parseCadenceFile('name: A\nsteps:\n  - mail: {subject: Hello, body: Hi}\n')
    expect(file.steps).toEqual([
      { kind: 'mail', options: [{ template: 'Mail 1', weight: 1, subject: 'Hello', body: 'Hi' }] },
    ])
  })

  it('leaves subject and body open where only a template is named', () => {
    const { file } = parseCadenceFile('name: A\nsteps:\n  - mail: {template: Saved}\n')
    expect(file.steps[0]).toMatchObject({
      options: [{ template: 'Saved', subject: undefined, body: undefined }],
    })
  })

  it.each([
    ['3 business days', { amount: 3, unit: 'business_days' }],
    ['1 day', { amount: 1, unit: 'days' }],
    ['90m', { amount: 90, unit: 'minutes' }],
    ['1.5 weeks', null],
    ['2 weeks', { amount: 14, unit: 'days' }],
    ['2 Hours', { amount: 2, unit: 'hours' }],
  ])('reads the wait %s', (text, wait) => {
    const source = `name: A\nsteps:\n  - wait: ${text}\n  - task: x\n`
    if (wait) expect(parseCadenceFile(source).file.steps[0]).toEqual({ kind: 'wait', wait })
    else expect(messageOf(source)).toMatch(/^line 3, column 11, steps\[0\]\.wait: /)
  })

  it.each([
    ['[mon, Wednesday, 5]', [1, 3, 5]],
    ['fri-mon', [1, 5, 6, 7]],
    ['weekdays', [1, 2, 3, 4, 5]],
    ['tue, thu', [2, 4]],
  ])('reads the days %s', (text, days) => {
    expect(parseCadenceFile(`name: A\ndays: ${text}\nsteps: [{task: x}]`).file.settings.days).toEqual(days)
  })

  it.each([
    [
      'stopOn: [reply, colleagueReply]',
      { reply: true, autoReply: 'hold', colleagueReply: true, taskOutcomes: [] },
    ],
    ['stopOn: none', { reply: false, autoReply: 'hold', colleagueReply: false, taskOutcomes: [] }],
    [
      'stopOn: {autoReply: stop}',
      { reply: true, autoReply: 'stop', colleagueReply: false, taskOutcomes: [] },
    ],
  ])('reads %s', (text, rules) => {
    expect(parseCadenceFile(`name: A\n${text}\nsteps: [{task: x}]`).file.settings.stopOn).toEqual(rules)
  })

  it('follows aliases', () => {
    const { file } = parseCadenceFile('name: &n Twice\nsteps:\n  - call: *n\n')
    expect(file.steps[0]).toMatchObject({ title: 'Twice' })
  })

  it.each([
    ['', 'line 1, column 1: the file is empty; `cadenza cadence example` prints a complete one.'],
    ['name: [', /^line 1, column \d+: this is not valid YAML/],
    [
      'name: A\nsteps:\n  - call: Hi {{ FirstName | default: "x" }}',
      /^line 3, column 11: this is not valid YAML: .*must stand in quotes.*$/,
    ],
    [
      'name: A\nsteps:\n  - call: {{ FirstName }}',
      /line 3, column 11, steps\[0\]\.call.*must stand in quotes/,
    ],
    ['just words', /^line 1, column 1: here belongs a list of "key: value" lines/],
    ['name: A\nsteps: []', /^line 2, column 8, steps: a cadence needs at least one step/],
    ['name: A', /^line 1, column 1, steps|^line 1, column 1: a cadence needs steps/],
    [
      'name: A\nstep:\n  - task: x',
      /line 2, column 1, step: "step" is no key that is known here\. Did you mean "steps"/,
    ],
    [
      'name: A\nsteps:\n  - mial: x',
      /line 3, column 5, steps\[0\]\.mial: "mial" is no key .* Did you mean "mail"\?/,
    ],
    [
      'name: A\nsteps:\n  - wait: 3 buisness days',
      /line 3, column 11, steps\[0\]\.wait: "buisness days" is no unit .*Did you mean "business days"/,
    ],
    ['name: A\nsteps:\n  - wait: 3', /line 3, column 11, steps\[0\]\.wait: 3 of what\?/],
    ['name: A\nsteps:\n  - task: x\n    call: y', /one step cannot be task and call at once/],
    [
      'name: A\nzone: Europe/Berln\nsteps: [{task: x}]',
      /line 2, column 7, zone: "Europe\/Berln" is no time zone; write one like Europe\/Berlin/,
    ],
    ['name: A\nwindow: 9-17\nsteps: [{task: x}]', /line 2, column 9, window\.from: "9" is no time of day/],
    [
      'name: A\nholidays: XX\nsteps: [{task: x}]',
      /line 2, column 11, holidays\.country: no holidays are known for "XX"/,
    ],
    [
      'name: A\ntrack: perhaps\nsteps: [{task: x}]',
      /line 2, column 8, track: "perhaps" is neither true nor false/,
    ],
    [
      'name: A\nname: B\nsteps: [{task: x}]',
      /line 2, column 1: this is not valid YAML: Map keys must be unique/,
    ],
    [
      'name: A\nsteps:\n  - mail:\n      body: Hi',
      /line \d, column \d+, steps\[0\]\.mail\[0\]\.subject: the first mail needs a subject/,
    ],
    [
      'name: A\nsteps:\n  - mail:\n      subject: Hi {{ First Name }}\n      body: x',
      /line 4, column 16, steps\[0\]\.mail\[0\]\.subject: .*write \{\{ FirstName \}\}/,
    ],
    [
      'name: A\nsteps:\n  - mail:\n      - subject: Hi\n        body: "{% if x %}"',
      /line 5, column 15, steps\[0\]\.mail\[0\]\.body: the Liquid cannot be read/,
    ],
    ['name: A\nsteps:\n  - mail: [{subject: a, body: b, weight: 0}]', /weight 0, so none could be sent/],
  ])('says what is wrong in %j', (text, message) => {
    expect(messageOf(text)).toMatch(message)
  })

  it('lists every mistake, in the order of the file', () => {
    const message = messageOf('name: A\ntrack: maybe\nthrotle: 5\nsteps:\n  - wait: soon\n')
    expect(message.split('\n').map((line) => line.split(',')[0])).toEqual(['line 2', 'line 3', 'line 5'])
  })

  it('never fails otherwise than with a sentence', () => {
    const piece = fc.constantFrom(
      'name: A\n',
      'steps:\n',
      '  - mail: ',
      '[',
      '{',
      '}',
      ']',
      'wait: 3 days\n',
      '&a ',
      '*a',
      ': ',
      '\n',
      '- ',
      '"',
      '|',
      '>',
      '\t',
      'body: {{',
      '<<: ',
      '? ',
      '!!map ',
      '---\n',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
        ),
        (text) => {
          messageOf(text)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('comes back from its own export as it was', () => {
    fc.assert(
      fc.property(cadence, ({ name, definition }) => {
        const text = formatCadenceFile({
          name,
          settings: {
            ...definition.settings,
            mailboxes: { of: 'starter' },
            holidays: { days: definition.settings.holidays.days },
          },
          steps: definition.steps,
        })
        const { file } = parseCadenceFile(text)
        expect(file.name).toBe(name)
        const again = keepIds({ draft: definitionOf(file), earlier: [definition], newId })
        expect(again).toEqual(definition)
      }),
      { numRuns: 150 },
    )
  })

  it('comes back with its ids when they are written', () => {
    fc.assert(
      fc.property(cadence, ({ name, definition }) => {
        const text = formatCadenceFile(
          {
            name,
            settings: {
              ...definition.settings,
              mailboxes: { of: 'starter' },
              holidays: { days: definition.settings.holidays.days },
            },
            steps: definition.steps,
          },
          { ids: true },
        )
        expect(keepIds({ draft: definitionOf(parseCadenceFile(text).file), earlier: [], newId })).toEqual(
          definition,
        )
      }),
      { numRuns: 50 },
    )
  })
})

const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.replace(/\p{Cc}|\p{Zl}|\p{Zp}|[{}%]/gu, '').trim())
  .filter((text) => text !== '')
const text = fc.oneof(
  fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n')),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n\n')),
  line.map((words) => `<p>${words.replace(/[<>]/g, '')}</p>`),
  fc.constant('Hi {{ FirstName | default: "there" }}, see https://acme.test/a?b=1&c=2.'),
)
const minute = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
const option = fc.record({
  id: fc.constant(null).map(newId),
  template: line,
  weight: fc.integer({ min: 1, max: 100 }),
  subject: line,
  body: text,
})
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    id: fc.constant(null).map(newId),
    kind: fc.constant('mail' as const),
    options: fc.uniqueArray(option, {
      minLength: 1,
      maxLength: 3,
      selector: ({ template }) => template.toLowerCase(),
    }),
  }),
  fc.record({
    id: fc.constant(null).map(newId),
    kind: fc.constant('wait' as const),
    wait: fc.record({
      amount: fc.integer({ min: 1, max: 300 }),
      unit: fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const, 'business_days' as const),
    }),
  }),
  fc.record({
    id: fc.constant(null).map(newId),
    kind: fc.constant('task' as const),
    task: fc.constantFrom('call' as const, 'linkedin' as const, 'manual_mail' as const, 'todo' as const),
    title: line,
    note: fc.oneof(fc.constant(''), text),
  }),
)
const cadence = fc
  .record({
    name: line,
    settings: fc.record({
      zone: fc.constantFrom(
        { of: 'prospect' as const },
        { of: 'mailbox' as const },
        { of: 'fixed' as const, zone: 'Asia/Kolkata' },
      ),
      window: fc.record({ from: minute, to: minute }),
      days: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }),
      holidays: fc.record({
        days: fc.uniqueArray(fc.constantFrom('2026-12-24', '2027-01-01', '2028-02-29')),
      }),
      mailboxes: fc.constant({ of: 'starter' as const }),
      throttle: fc.option(fc.integer({ min: 1, max: 1000 })),
      stopOn: fc.record({
        reply: fc.boolean(),
        autoReply: fc.constantFrom('continue' as const, 'stop' as const, 'hold' as const),
        colleagueReply: fc.boolean(),
        taskOutcomes: fc.array(line, { maxLength: 3 }),
      }),
      reentry: fc.boolean(),
      track: fc.record({ opens: fc.boolean(), clicks: fc.boolean() }),
      unsubscribe: fc.boolean(),
    }),
    steps: fc
      .array(step, { minLength: 1, maxLength: 8 })
      .filter((steps) => steps.some(({ kind }) => kind !== 'wait')),
  })
  .map(({ name, settings, steps }) => ({
    name,
    definition: keepIds({ draft: tidyDraft({ settings, steps }), earlier: [], newId }),
  }))
