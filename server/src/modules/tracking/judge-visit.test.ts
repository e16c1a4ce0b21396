import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeVisit, type Visit } from './judge-visit.ts'

const SENT = new Date('2026-03-02T09:00:00Z')
const later = (seconds: number) => new Date(SENT.getTime() + seconds * 1_000)
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'
const GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)'
const GMAIL_AHEAD =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0'

const judge = (change: Partial<Visit & { scanned: boolean; deliveredAt: Date | null }>) => {
  const { scanned = false, deliveredAt = SENT, ...visit } = change
  return judgeVisit(
    { what: 'opened', method: 'GET', agent: CHROME, ahead: false, at: later(3_600), ...visit },
    { scanned, deliveredAt },
  )
}

describe('a person', () => {
  it.each([
    ['a browser', { agent: CHROME }],
    ['Outlook on Windows', { agent: 'Mozilla/4.0 (compatible; ms-office; MSOffice 16)' }],
    ['Outlook on Android', { agent: 'Outlook-Android/2.0' }],
    [
      'Apple Mail',
      { agent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)' },
    ],
    ['a click', { what: 'clicked' }],
    ['ten seconds after the mail was sent', { at: later(10) }],
  ] as const)('%s', (_, visit) => {
    expect(judge(visit)).toEqual({ machine: false })
  })

  it.each([GMAIL, 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html'])(
    'behind the proxy of his provider: %s',
    (agent) => {
      expect(judge({ agent })).toEqual({ machine: false, reason: 'proxy' })
    },
  )
})

describe('a machine', () => {
  it.each([
    ['head', { method: 'HEAD' }],
    ['no_agent', { agent: '' }],
    ['no_agent', { agent: ' ' }],
    ['scanner', { what: 'clicked', scanned: true }],
    ['apple_privacy', { agent: 'Mozilla/5.0' }],
    ['bot', { agent: 'Mozilla/5.0', what: 'clicked' }],
    ['bot', { agent: 'curl/8.5.0' }],
    ['bot', { agent: 'Barracuda Sentinel (EE)', what: 'clicked' }],
    ['bot', { agent: GMAIL, what: 'clicked' }],
    ['prefetch', { agent: GMAIL_AHEAD }],
    ['prefetch', { ahead: true, what: 'clicked' }],
    ['prefetch', { agent: GMAIL, at: later(9.9) }],
    ['prefetch', { at: later(0) }],
    ['prefetch', { at: later(-3) }],
    ['prefetch', { deliveredAt: null }],
  ] as const)('%s: %j', (reason, visit) => {
    expect(judge(visit)).toEqual({ machine: true, reason })
  })
})

it('never takes for a person what asks without showing, comes at once or checks every link', () => {
  const agent = fc.oneof(fc.string(), fc.constantFrom(CHROME, GMAIL, GMAIL_AHEAD))
  const what = fc.constantFrom('opened' as const, 'clicked' as const)
  const sign = fc.oneof(
    fc.constant({ method: 'HEAD' }),
    fc.constant({ agent: '' }),
    fc.constant({ scanned: true }),
    fc.constant({ ahead: true }),
    fc.constant({ deliveredAt: null }),
    fc.integer({ min: -100, max: 9 }).map((seconds) => ({ at: later(seconds) })),
  )
  fc.assert(
    fc.property(agent, what, sign, (name, kind, change) => {
      expect(judge({ agent: name, what: kind, ...change })).toMatchObject({ machine: true })
    }),
  )
})

it('judges the same agent alike, however long after the mail it comes', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 10, max: 1e7 }), (agent, seconds) => {
      expect(judge({ agent, at: later(seconds) })).toEqual(judge({ agent, at: later(10) }))
    }),
  )
})
