import { describe, expect, it } from 'vitest'
import { changeLimits, defaultLimits, type LimitsInput } from './mailbox-limits.ts'

const limits = defaultLimits('UTC')

describe('limits', () => {
  it('are those of Klenty by default', () => {
    expect(limits).toMatchObject({
      daily: 500,
      hourly: null,
      minGapSeconds: 30,
      maxGapSeconds: 300,
      ramp: null,
      zone: 'UTC',
    })
  })

  it('keep the gap a range when one end is given', () => {
    expect(changeLimits(limits, { maxGapSeconds: 0 })).toMatchObject({ minGapSeconds: 0, maxGapSeconds: 0 })
    expect(changeLimits(limits, { minGapSeconds: 900 })).toMatchObject({
      minGapSeconds: 900,
      maxGapSeconds: 900,
    })
  })

  it('can be taken away again', () => {
    const hourly = changeLimits(limits, { hourly: 20, days: [1, 2] })
    expect(changeLimits(hourly, { hourly: null, days: null })).toEqual(limits)
  })

  it.each<[LimitsInput, string]>([
    [{ daily: 0 }, 'daily: 0 is no whole number'],
    [{ daily: 1.5 }, 'daily: 1.5'],
    [{ hourly: -1 }, 'hourly: -1'],
    [{ minGapSeconds: 10, maxGapSeconds: 5 }, 'minGapSeconds must not be above'],
    [{ ramp: { startAt: 0, addPerDay: 1, from: '2026-01-01' } }, 'ramp.startAt'],
    [{ ramp: { startAt: 1, addPerDay: 1, from: 'soon' } }, 'ramp.from'],
    [{ zone: 'Mars' }, 'zone: "Mars" is no time zone'],
    [{ window: { from: '9', to: '17:00' } }, '"9" is no time of day'],
    [{ days: [] }, 'days: name each day once'],
    [{ days: [1, 1] }, 'days: name each day once'],
    [{ connections: 0 }, 'connections: 0'],
  ])('%j are refused', (given, words) => {
    expect(() => changeLimits(limits, given)).toThrow(words)
  })
})
