import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeEvent } from './describe-event.ts'
import { eventForTest as event } from './event-for-test.ts'

const cadence = { name: 'Intro', kind: 'cadence' } as const
const mail = { subject: 'A question', to: 'ann@x.test', text: 'How are you?' }

test.each([
  [
    event('sent', { mail, cadence, step: { number: 2, kind: 'mail' } }),
    'Sent “A question” (step 2 of Intro)',
  ],
  [event('sent'), 'Sent a mail without a subject'],
  [event('opened', { mail, data: { machine: false } }), 'Opened “A question”'],
  [
    event('opened', { mail, data: { machine: true, reason: 'image_proxy' } }),
    'A machine opened “A question” (image proxy)',
  ],
  [
    event('clicked', { mail, data: { machine: false, url: 'https://a.test' } }),
    'Clicked https://a.test in “A question”',
  ],
  [event('ended', { cadence, data: { status: 'replied' } }), 'Left Intro: he replied'],
  [
    event('held', { cadence, data: { hold: { reason: 'missing_variable', variables: ['City'] } } }),
    'Held in Intro: City missing',
  ],
  [event('call_logged', { data: { disposition: 'voice_mail', seconds: 125 } }), 'Call: voice mail, 2 min'],
  [event('note_added'), 'A note that was deleted since'],
  [event('auto_replied', { data: { returnsOn: '2026-03-09' } }), 'Out of office, back on 9 Mar 2026'],
  [event('bounced', { mail, data: { hard: false } }), '“A question” bounced for now'],
  [event('something_new'), 'something new'],
])('%# is told as a sentence', (told, title) => {
  expect(describeEvent(told).title).toBe(title)
})

test('what a machine did is told quietly, and apart from what a person did', () => {
  const by = (machine: boolean) => describeEvent(event('opened', { mail, data: { machine } }))
  expect(by(true)).toMatchObject({ sign: 'machine', isQuiet: true })
  expect(by(false)).toMatchObject({ sign: 'open' })
  expect(by(false).isQuiet).toBeUndefined()
})

test('every kind has words whatever is in its data', () => {
  const kinds = [
    'sent',
    'paused',
    'held',
    'ended',
    'bounced',
    'call_changed',
    'task_done',
    'tags_added',
    'suppressed',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.dictionary(fc.string(), fc.jsonValue()), (kind, data) => {
      expect(describeEvent(event(kind, { data })).title).not.toMatch(/undefined|null|\[object|NaN/)
    }),
  )
})
