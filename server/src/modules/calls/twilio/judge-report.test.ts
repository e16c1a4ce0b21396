import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CallReport, judgeReport } from './judge-report.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const LATER = new Date('2026-03-02T09:02:00Z')
type Judged = Parameters<typeof judgeReport>[0]

const OPEN: Judged = {
  state: 'open',
  disposition: null,
  answeredBy: null,
  judgedByUser: false,
  durationSeconds: 0,
  endedAt: null,
  failure: null,
}
const after = (reports: readonly CallReport[], call: Judged = OPEN): Judged =>
  reports.reduce((one, report) => judgeReport(one, report, NOW), call)

const userLeg = (status: string): CallReport => ({ about: 'user', status, seconds: 40 })
const prospectLeg = (status: string, seconds = 0): CallReport => ({ about: 'prospect', status, seconds })
const machine: CallReport = { about: 'machine', answeredBy: 'machine' }

describe('a call', () => {
  test.each([
    ['answered', [prospectLeg('completed', 30)], 'answered', 30],
    [
      'with a person',
      [{ about: 'machine', answeredBy: 'human' }, prospectLeg('completed', 30)],
      'answered',
      30,
    ],
    ['with a machine', [machine, prospectLeg('completed', 9)], 'voice_mail', 9],
    ['with a fax', [{ about: 'machine', answeredBy: 'fax' }, prospectLeg('completed', 9)], 'not_answered', 9],
    ['busy', [prospectLeg('busy')], 'not_answered', 0],
    ['not taken', [prospectLeg('no-answer')], 'not_answered', 0],
    ['given up', [prospectLeg('canceled')], 'not_answered', 0],
    ['of which only the user leg is told', [userLeg('completed')], 'not_answered', 0],
  ] satisfies [string, CallReport[], string, number][])(
    '%s',
    (_what, reports, disposition, durationSeconds) => {
      expect(after(reports)).toMatchObject({ state: 'completed', disposition, durationSeconds, endedAt: NOW })
    },
  )

  test.each([
    [userLeg('no-answer'), 'Your own phone'],
    [userLeg('busy'), 'Your own phone'],
    [prospectLeg('failed'), 'no such number'],
  ])('that never rang has failed: %j', (report, words) => {
    const call = after([report])
    expect(call).toMatchObject({ state: 'failed', disposition: null })
    expect(call.failure).toContain(words)
  })

  test('on its way stays open', () => {
    expect(after([userLeg('ringing'), prospectLeg('in-progress'), userLeg('')])).toBe(OPEN)
  })

  test('that a person has judged keeps that, and gets its duration', () => {
    const judged: Judged = { ...OPEN, state: 'completed', disposition: 'answered', judgedByUser: true }
    expect(after([machine, prospectLeg('completed', 50)], judged)).toMatchObject({
      disposition: 'answered',
      durationSeconds: 50,
    })
  })
})

const anyReport = fc.oneof(
  fc.record({
    about: fc.constantFrom('user' as const, 'prospect' as const),
    status: fc.constantFrom('ringing', 'completed', 'busy', 'no-answer', 'failed', 'canceled'),
    seconds: fc.integer({ min: 0, max: 500 }),
  }),
  fc.record({
    about: fc.constant('machine' as const),
    answeredBy: fc.constantFrom('human' as const, 'machine' as const, 'fax' as const, null),
  }),
)

test('a call is completed exactly when it has a disposition, after whatever reports', () => {
  fc.assert(
    fc.property(fc.array(anyReport), (reports) => {
      const call = after(reports)
      expect(call.disposition !== null).toBe(call.state === 'completed')
      expect(call.endedAt !== null).toBe(call.state !== 'open')
      expect(call.failure !== null).toBe(call.state === 'failed')
    }),
  )
})

test('the three reports of one call lead to the same, in whatever order', () => {
  const reports = [userLeg('completed'), prospectLeg('completed', 30), machine]
  fc.assert(
    fc.property(fc.shuffledSubarray(reports, { minLength: 3 }), (order) => {
      expect(after(order)).toEqual(after(reports))
    }),
  )
})

test('a report that comes again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyReport), anyReport, (reports, last) => {
      const once = after([...reports, last])
      expect(judgeReport(once, last, LATER)).toEqual(once)
    }),
  )
})
