import { classifyMessage, composeMessage, parseMessage } from '@cadenza/mailkit'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import { seededRandom } from '../../seeded-random.ts'
import { type DeliveredMail, readDelivered } from './delivered-mail.ts'
import { createEventQueue } from './event-queue.ts'
import { holidayAt } from './holiday.ts'
import { type History, NO_HISTORY, nextActions } from './next-actions.ts'
import { createPeople, type Visit } from './people.ts'
import { type Personality, personalityOf, ZONES } from './personality.ts'
import { readingTime } from './reading-times.ts'
import { type Letter, writeAnswer } from './write-answer.ts'
import { writeBounce } from './write-bounce.ts'

const ourMail = (to = 'anna@globex.test', id = 'm1'): Buffer =>
  composeMessage({
    from: { address: 'steve@acme.test', name: 'Steve' },
    to: [{ address: to, name: 'Anna Vale' }],
    subject: 'Question about Globex',
    date: new Date('2027-02-05T09:00:00Z'),
    messageId: `<${id}@acme.test>`,
    text: 'Hi Anna,\n\nis this of use?',
    html:
      '<p>Hi Anna, <a href="https://demo.test/c/t/x?a=1&amp;b=2">look</a> or <a href="https://demo.test/u/token">stop</a></p>' +
      '<img src="https://demo.test/o/token.gif" width="1">',
    listUnsubscribe: {
      mailto: 'mailto:steve@acme.test?subject=unsubscribe%20abc',
      url: 'https://demo.test/u/token',
      oneClick: true,
    },
    headers: [['X-Cadenza-Id', '0123456789abcdef01234567']],
  })
const delivered: DeliveredMail = await readDelivered(ourMail(), 'anna@globex.test')

const person: Personality = personalityOf({ seed: 'x', address: 'anna@globex.test' })
const always: Personality = {
  ...person,
  mailbox: 'open',
  machine: 'none',
  reads: 1,
  showsImages: true,
  clicks: 1,
  replies: 1,
  unsubscribes: 0,
}
const act = (input: Partial<Parameters<typeof nextActions>[0]> = {}) =>
  nextActions({
    person: always,
    mail: delivered,
    history: NO_HISTORY,
    holiday: undefined,
    now: new Date('2027-02-05T09:00:00Z'),
    random: seededRandom('r'),
    ...input,
  })
const kinds = (input: Partial<Parameters<typeof nextActions>[0]>) =>
  act(input).actions.map(({ action }) => action.kind)

const seeds = fc.string({ maxLength: 8 })
const instants = fc.date({ min: new Date('2027-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
const histories: fc.Arbitrary<History> = fc.record({
  received: fc.nat(9),
  settled: fc.boolean(),
  autoRepliedAt: fc.constantFrom(undefined, new Date('2027-06-01')),
})

test('a delivered mail is read as its program shows it', () => {
  expect(delivered).toMatchObject({
    to: { address: 'anna@globex.test', name: 'Anna Vale' },
    answerTo: 'steve@acme.test',
    messageId: '<m1@acme.test>',
    pixel: 'https://demo.test/o/token.gif',
    links: ['https://demo.test/c/t/x?a=1&b=2'],
    unsubscribe: {
      url: 'https://demo.test/u/token',
      mailto: 'mailto:steve@acme.test?subject=unsubscribe%20abc',
      oneClick: true,
      link: 'https://demo.test/u/token',
    },
  })
})

describe('personalities', () => {
  test('follow from seed and address alone', () => {
    fc.assert(
      fc.property(seeds, fc.emailAddress(), (seed, address) => {
        expect(personalityOf({ seed, address })).toEqual(
          personalityOf({ seed, address: address.toUpperCase() }),
        )
      }),
    )
  })

  test('differ as people do', () => {
    const crowd = Array.from({ length: 3000 }, (_, n) =>
      personalityOf({ seed: 's', address: `p${n}@x.test` }),
    )
    const share = (is: (one: Personality) => boolean) => crowd.filter(is).length / crowd.length
    expect(share(({ mailbox }) => mailbox === 'refused')).toBeCloseTo(0.012, 2)
    expect(share(({ mailbox }) => mailbox === 'bounces')).toBeCloseTo(0.01, 2)
    expect(share(({ replies }) => replies === 0.4)).toBeCloseTo(0.12, 1)
    expect(new Set(crowd.map(({ zone }) => zone)).size).toBe(ZONES.length)
  })
})

describe('holidays', () => {
  test('are whole days in his zone, and are the same for every instant within', () => {
    const found: number[] = []
    fc.assert(
      fc.property(seeds, instants, fc.constantFrom(...ZONES), (seed, at, zone) => {
        const who = { address: 'anna@globex.test', zone }
        const holiday = holidayAt({ seed, person: who, at })
        if (!holiday) return
        found.push(1)
        const { from, back } = holiday
        expect(from <= at && at < back).toBe(true)
        for (const day of [from, back])
          expect(DateTime.fromJSDate(day, { zone }).toFormat('HH:mm')).toBe('00:00')
        expect(DateTime.fromJSDate(back, { zone }).weekday).toBeLessThan(6)
        expect(holidayAt({ seed, person: who, at: from })?.back).toEqual(back)
      }),
      { numRuns: 500 },
    )
    expect(found.length).toBeGreaterThan(5)
  })
})

describe('reading times', () => {
  test('lie by day, on a workday or a weekend reader’s weekend, and never before', () => {
    fc.assert(
      fc.property(seeds, instants, fc.constantFrom(...ZONES), (seed, from, zone) => {
        const at = readingTime({ from, zone, random: seededRandom(seed) })
        const local = DateTime.fromJSDate(at, { zone })
        expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime())
        expect(at.getTime() - from.getTime()).toBeLessThan(3 * 86_400_000)
        expect(local.hour + local.minute / 60).toBeGreaterThanOrEqual(7.5)
        expect(local.hour).toBeLessThan(20)
        if (local.weekday > 5) expect(seededRandom(seed)()).toBeLessThan(0.15)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what a mail leads to', () => {
  test('is in order of time, from now on, the same each time, and nothing after the last word', () => {
    fc.assert(
      fc.property(seeds, fc.emailAddress(), instants, histories, (seed, address, now, history) => {
        const who = personalityOf({ seed, address })
        const holiday = holidayAt({ seed, person: who, at: now })
        const input = { person: who, history, holiday, now }
        const first = act({ ...input, random: seededRandom(seed) })
        expect(first).toEqual(act({ ...input, random: seededRandom(seed) }))
        const times = first.actions.map(({ at }) => at.getTime())
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(times[0] ?? now.getTime()).toBeGreaterThanOrEqual(now.getTime())
        const said = first.actions.filter(({ action }) =>
          ['reply', 'ask_to_stop', 'post', 'unsubscribe_mail'].includes(action.kind),
        )
        expect(said.length).toBeLessThanOrEqual(history.settled ? 0 : 1)
        expect(first.history.settled).toBe(history.settled || said.length > 0)
        expect(first.history.received).toBe(history.received + 1)
      }),
      { numRuns: 500 },
    )
  })

  test('a reader opens, clicks and answers, in this order', () => {
    const { actions } = act()
    expect(actions.slice(0, 3).map(({ action }) => action)).toMatchObject([
      { kind: 'visit', method: 'GET', url: delivered.pixel },
      { kind: 'visit', method: 'GET', url: delivered.links[0] },
      { kind: 'reply' },
    ])
    // Whoever reads takes longer than the ten seconds within which only machines look.
    expect((actions[0]?.at.getTime() ?? 0) - Date.parse('2027-02-05T09:00:00Z')).toBeGreaterThan(60_000)
  })

  test('an address that is not there bounces, and nothing else', () => {
    expect(kinds({ person: { ...always, mailbox: 'bounces' } })).toEqual(['bounce'])
  })

  test('somebody away answers by machine once a week, and reads after he is back', () => {
    const holiday = { from: new Date('2027-02-01T05:00:00Z'), back: new Date('2027-02-15T05:00:00Z') }
    const first = act({ holiday })
    expect(first.actions[0]).toMatchObject({ action: { kind: 'auto_reply', back: holiday.back } })
    expect(first.actions.slice(1).every(({ at }) => at > holiday.back)).toBe(true)
    const { history } = first
    expect(
      kinds({ holiday, history: { ...history, settled: true }, now: new Date('2027-02-08T09:00:00Z') }),
    ).toEqual([])
    expect(
      kinds({ holiday, history: { ...history, settled: true }, now: new Date('2027-02-13T09:00:00Z') }),
    ).toEqual(['auto_reply'])
  })

  test.each([
    ['one-click', ['visit', 'post']],
    ['page', ['visit', 'visit', 'post']],
    ['mail', ['visit', 'unsubscribe_mail']],
    ['answer', ['visit', 'ask_to_stop']],
  ] as const)('who wants no more mails says so by %s', (wayOut, expected) => {
    expect(kinds({ person: { ...always, unsubscribes: 1, wayOut } })).toEqual(expected)
  })

  test('without links in the mail he asks in an answer', () => {
    const mail = {
      ...delivered,
      pixel: undefined,
      links: [],
      unsubscribe: { url: undefined, mailto: undefined, oneClick: false, link: undefined },
    }
    for (const wayOut of ['one-click', 'page', 'mail'] as const)
      expect(kinds({ mail, person: { ...always, unsubscribes: 1, wayOut } })).toEqual(['ask_to_stop'])
  })

  test('machines come within seconds', () => {
    const visits = act({ person: { ...always, reads: 0, machine: 'follows_links' } }).actions
    expect(visits).toMatchObject([{ action: { kind: 'visit', method: 'HEAD' } }])
    expect(kinds({ person: { ...always, reads: 0, machine: 'fetches_images' } })).toEqual(['visit'])
  })
})

describe('letters', () => {
  const at = new Date('2027-02-05T15:00:00Z')
  const write = async (letter: Letter, seed = 's') => {
    const { to, raw } = writeAnswer({
      mail: delivered,
      letter,
      at,
      zone: 'Europe/Berlin',
      random: seededRandom(seed),
    })
    const parsed = await parseMessage(raw)
    return { to, parsed, classified: classifyMessage(parsed) }
  }
  const manySeeds = Array.from({ length: 12 }, (_, index) => `s${index}`)

  test.each(['interested', 'question', 'later', 'no'] as const)(
    'a reply (%s) is a person’s, in our thread',
    async (mood) => {
      for (const seed of manySeeds) {
        const { to, parsed, classified } = await write({ kind: 'reply', mood }, seed)
        expect(to).toBe('steve@acme.test')
        expect(classified.kind).toBe('human')
        expect(parsed).toMatchObject({ subject: 'Re: Question about Globex', inReplyTo: ['<m1@acme.test>'] })
        expect(parsed.text).toContain('> is this of use?')
      }
    },
  )

  test('wishes to hear no more are understood', async () => {
    for (const seed of manySeeds) {
      expect((await write({ kind: 'ask_to_stop' }, seed)).classified.kind).toBe('unsubscribe-request')
      const mailto = delivered.unsubscribe.mailto ?? ''
      const { to, parsed } = await write({ kind: 'unsubscribe_mail', mailto }, seed)
      expect([to, parsed.subject]).toEqual(['steve@acme.test', 'unsubscribe abc'])
    }
  })

  test('an absence names the day of return', async () => {
    for (const seed of manySeeds) {
      const back = new Date('2027-02-14T23:00:00Z')
      const { classified } = await write({ kind: 'auto_reply', back }, seed)
      expect(classified).toMatchObject({ kind: 'auto-reply', returnsOn: '2027-02-15' })
    }
  })

  test('a bounce names address, reason and the mail it returns', async () => {
    const { to, raw } = writeBounce({ mail: delivered, at })
    const parsed = await parseMessage(raw)
    expect(to).toBe('steve@acme.test')
    expect(classifyMessage(parsed)).toMatchObject({
      kind: 'bounce',
      recipients: [{ address: 'anna@globex.test', hard: true }],
      originalMessageIds: ['<m1@acme.test>'],
    })
    expect(parsed.returned?.headers).toContainEqual({
      name: 'x-cadenza-id',
      value: '0123456789abcdef01234567',
    })
  })
})

test('the queue gives events by time and key, however they were added', () => {
  const events = fc.array(fc.record({ at: fc.nat(20), key: fc.constantFrom('a', 'b', 'c') }), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(events, (added) => {
      const queue = createEventQueue<null>()
      for (const { at, key } of added) queue.add({ at: new Date(at), key, event: null })
      const taken: string[] = []
      for (let next = queue.take(new Date(15)); next; next = queue.take(new Date(15)))
        taken.push(`${String(next.at.getTime()).padStart(2, '0')} ${next.key}`)
      const wanted = added
        .filter(({ at }) => at <= 15)
        .map(({ at, key }) => `${String(at).padStart(2, '0')} ${key}`)
      expect(taken).toEqual(wanted.sort())
      expect(queue.size()).toBe(added.length - taken.length)
    }),
  )
})

describe('the people', () => {
  const meet = async (addresses: readonly string[], hurry = 1) => {
    const clock = manualClock(new Date('2027-02-05T09:00:00Z'))
    const log: string[] = []
    const people = createPeople({
      seed: 'world',
      now: clock.now,
      hurry: () => hurry,
      deliver: (raw, to) => {
        log.push(`${clock.now().toISOString()} to ${to} ${/^Subject: (.*)$/m.exec(raw.toString())?.[1]}`)
        return true
      },
      visit: async ({ method, url }: Visit) => {
        log.push(`${clock.now().toISOString()} ${method} ${url}`)
      },
    })
    for (const to of addresses)
      people.receive({
        user: 'steve@acme.test',
        from: 'steve@acme.test',
        to: [to],
        raw: ourMail(to, to.replace('@', '.')),
        at: clock.now(),
      })
    for (let next = people.nextAt(); next; next = people.nextAt()) {
      clock.moveTo(next)
      await people.act()
    }
    return log
  }
  const crowd = Array.from({ length: 60 }, (_, n) => `p${n}@globex.test`)

  test('do the same in every run, in whatever order their mails came', async () => {
    const log = await meet(crowd)
    expect(log.length).toBeGreaterThan(40)
    expect(await meet(crowd.toReversed())).toEqual(log)
  })

  test('are faster when hurried, but no faster than people', async () => {
    const days = (log: string[]) =>
      (Date.parse(log.at(-1)?.slice(0, 24) ?? '') - Date.parse('2027-02-05T09:00:00Z')) / 86_400_000
    expect(days(await meet(crowd))).toBeGreaterThan(1)
    const hurried = await meet(crowd, 1000)
    expect(days(hurried)).toBeLessThan(0.05)
  })

  test('who is not there is refused', () => {
    const people = createPeople({
      seed: 'world',
      now: () => new Date(),
      deliver: () => true,
      visit: async () => {},
    })
    const refused = Array.from({ length: 500 }, (_, n) => `p${n}@globex.test`).filter((to) =>
      people.rule({ stage: 'rcpt', user: 'u', from: 'f', to }),
    )
    expect(refused.length).toBeGreaterThan(1)
    expect(refused.length).toBeLessThan(20)
    expect(people.rule({ stage: 'mail', user: 'u', from: 'f' })).toBeUndefined()
  })
})
