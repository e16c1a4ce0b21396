import { expect, test } from 'vitest'
import { eventForTest as event } from '../timeline/event-for-test.ts'
import { tellRecent } from './tell-recent.ts'

test('five events at most are told, and none that is too small', () => {
  const small = event('task_created', { id: 'small' })
  const opened = (id: string) => event('opened', { id, data: { machine: false } })
  const told = tellRecent([small, ...['1', '2', '3', '4', '5', '6'].map(opened)])
  expect(told.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5'])
})

test('a call is told with its notes, a mail without its text', () => {
  const call = event('call_logged', { data: { disposition: 'answered', notes: 'Wants an offer' } })
  const sent = event('sent', { mail: { subject: 'A question', to: 'ann@x.test', text: 'How are you?' } })
  expect(tellRecent([call, sent])).toEqual([
    { id: '1', at: call.occurredAt, sign: 'call', title: 'Call: answered', text: 'Wants an offer' },
    { id: '1', at: sent.occurredAt, sign: 'mail', title: 'Sent “A question”' },
  ])
})
