import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendars, instants, weekdays, windows, zones } from './arbitraries.ts'
import { findSendable, isSendable } from './delivery-window.ts'
import type { MailboxLimits } from './mailbox-limits.ts'
import { ownTimes } from './next-slot.ts'
import { nextSendWindow, sendWindowEnd } from './send-window.ts'

const limitsOf = (own: Pick<MailboxLimits, 'zone' | 'window' | 'days'>): MailboxLimits => ({
  ...{ daily: 100, hourly: null, minGapSeconds: 0, maxGapSeconds: 0, ramp: null },
  ...own,
})
const limits = fc.record({ zone: zones, window: fc.option(windows), days: fc.option(weekdays) }).map(limitsOf)

test('a mail that comes too late gets a window in which both its sequence and its mailbox send, to its end', () => {
  fc.assert(
    fc.property(
      calendars,
      limits,
      instants,
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (times, own, from, part) => {
        const window = nextSendWindow({ times, limits: own, from })
        if (!window) return
        const { notBefore, sendBefore } = window
        const length = sendBefore.getTime() - notBefore.getTime()
        expect(notBefore.getTime()).toBeGreaterThanOrEqual(from.getTime())
        expect(length).toBeGreaterThan(0)
        const at = new Date(notBefore.getTime() + Math.floor(part * length))
        expect(isSendable({ ...times, at })).toBe(true)
        expect(isSendable({ ...ownTimes(own), at })).toBe(true)
        expect(sendWindowEnd({ times, limits: own, at })).toEqual(sendBefore)
      },
    ),
  )
})

test('without hours of the mailbox’s own, the window is the sequence’s', () => {
  fc.assert(
    fc.property(calendars, zones, instants, (times, zone, from) => {
      const window = nextSendWindow({ times, limits: limitsOf({ zone, window: null, days: null }), from })
      expect(window?.notBefore ?? null).toEqual(findSendable({ ...times, from }))
    }),
  )
})
