import { describe, expect, test } from 'vitest'
import type { Condition } from '#modules/sequences/definition-journey.ts'
import { type Facts, isTrue } from './facts.ts'

const mail = (node: string, change: Partial<Facts['mails'][number]> = {}): Facts['mails'][number] => ({
  ...{ node, isNewest: true, opened: false, links: [], replied: false, bounced: false },
  ...change,
})

const KNOWN: Facts = {
  mails: [
    mail('a', { isNewest: false, opened: true }),
    mail('a', { links: ['https://x.test/Pricing?a=1'] }),
    mail('b', { replied: true, bounced: true }),
  ],
  tasks: [{ node: 'call', outcome: ' Interested ' }],
  fields: new Map([
    ['title', 'Chief  Executive'],
    ['phone', '  '],
  ]),
  tags: new Set(['hot']),
  list: 'customers',
}

describe('what a condition asks is', () => {
  test.each<[boolean, Condition]>([
    // Only the newest mail of a node that was visited twice counts; of any mail, every one.
    [false, { of: 'opened', mail: 'a' }],
    [true, { of: 'opened', mail: null }],
    [true, { of: 'replied', mail: 'b' }],
    [false, { of: 'replied', mail: 'a' }],
    [true, { of: 'bounced', mail: null }],
    [true, { of: 'clicked', mail: 'a', link: null }],
    [true, { of: 'clicked', mail: null, link: 'x.test/pricing' }],
    [false, { of: 'clicked', mail: null, link: 'x.test/other' }],
    [false, { of: 'clicked', mail: 'b', link: null }],
    [true, { of: 'task', task: 'call', outcome: null }],
    [true, { of: 'task', task: 'call', outcome: 'interested' }],
    [false, { of: 'task', task: 'call', outcome: 'Busy' }],
    [false, { of: 'task', task: 'other', outcome: null }],
    [true, { of: 'field', field: 'Title', is: 'containing', value: 'EXEC' }],
    [true, { of: 'field', field: 'TITLE', is: 'equal', value: 'chief  executive' }],
    [false, { of: 'field', field: 'Title', is: 'equal', value: 'chief' }],
    [false, { of: 'field', field: 'Phone', is: 'set' }],
    [false, { of: 'field', field: 'Nothing', is: 'set' }],
    [true, { of: 'tag', tag: 'HOT' }],
    [false, { of: 'tag', tag: 'cold' }],
    [true, { of: 'list', list: 'Customers' }],
    [false, { of: 'list', list: 'default' }],
  ])('%s of %j', (expected, condition) => {
    expect(isTrue(condition, KNOWN)).toBe(expected)
  })
})
