import { seededRandom } from '../../seeded-random.ts'
import type { SmtpRule } from '../smtp/smtp-rule.ts'
import type { TakenMail } from '../smtp/start-smtp-server.ts'
import { type DeliveredMail, readDelivered } from './delivered-mail.ts'
import { createEventQueue } from './event-queue.ts'
import { holidayAt } from './holiday.ts'
import { type Action, type History, NO_HISTORY, nextActions } from './next-actions.ts'
import { type Personality, personalityOf } from './personality.ts'
import { writeAnswer } from './write-answer.ts'
import { writeBounce } from './write-bounce.ts'

/** A request that a reader's program makes. */
export type Visit = {
  method: 'GET' | 'HEAD' | 'POST'
  url: string
  agent: string
  /** A form, url-encoded. */
  body?: string
}

export type People = {
  /** Takes a mail in; what it leads to happens in `act`. */
  receive(mail: TakenMail): void
  /** Refuses the addresses that nobody has. */
  rule: SmtpRule
  /** When somebody does something next. */
  nextAt(): Date | undefined
  /** Does everything that is due; answers how much that was. */
  act(): Promise<number>
}

type Happening = { kind: 'mail'; raw: Buffer } | { kind: 'action'; mail: DeliveredMail; action: Action }

/** Reading takes at least this long, however much time is hurried: nothing that comes sooner is a person's. */
const LEAST_READING = 15_000

/**
 * Everybody outside: gets the mails that leave the simulated servers and does with them what people do. Who somebody is and what he does
 * follows from the seed and his address, whatever others do. `hurry` divides waiting times, for a demo in real time; it is asked for each mail.
 */
export const createPeople = (input: {
  seed: string
  now: () => Date
  /** Lays a mail into one of our accounts; false when there is none. */
  deliver: (raw: Buffer, to: string) => boolean
  visit: (visit: Visit) => Promise<void>
  zoneOf?: (address: string) => string | undefined
  hurry?: () => number
}): People => {
  const { seed, now, hurry = () => 1 } = input
  const queue = createEventQueue<Happening & { address: string }>()
  const persons = new Map<string, Personality>()
  const histories = new Map<string, History>()

  const personAt = (address: string): Personality => {
    const key = address.toLowerCase()
    const known = persons.get(key)
    if (known) return known
    const person = personalityOf({ seed, address: key, zone: input.zoneOf?.(key) })
    persons.set(key, person)
    return person
  }

  const hurried = (at: Date): Date => {
    const wait = at.getTime() - now().getTime()
    return new Date(now().getTime() + Math.max(wait / hurry(), Math.min(wait, LEAST_READING)))
  }

  const takeMail = async (address: string, raw: Buffer): Promise<void> => {
    const person = personAt(address)
    const mail = await readDelivered(raw, address)
    const before = histories.get(person.address) ?? NO_HISTORY
    const at = now()
    const { actions, history } = nextActions({
      person,
      mail,
      history: before,
      holiday: holidayAt({ seed, person, at }),
      now: at,
      random: seededRandom(`${seed} mail ${person.address} ${before.received}`),
    })
    histories.set(person.address, history)
    for (const [index, { at: when, action }] of actions.entries())
      queue.add({
        at: hurried(when),
        key: `${person.address} ${String(index).padStart(3, '0')}`,
        event: { kind: 'action', address, mail, action },
      })
  }

  const carryOut = async (address: string, mail: DeliveredMail, action: Action): Promise<void> => {
    switch (action.kind) {
      case 'visit':
        return input.visit(action)
      case 'post':
        return input.visit({
          method: 'POST',
          url: action.url,
          agent: personAt(address).agent,
          body: action.oneClick ? 'List-Unsubscribe=One-Click' : '',
        })
      case 'bounce': {
        const { raw, to } = writeBounce({ mail, at: now() })
        input.deliver(raw, to)
        return
      }
      default: {
        const random = seededRandom(`${seed} ${action.kind} ${address} ${mail.messageId}`)
        const { zone } = personAt(address)
        const { raw, to } = writeAnswer({ mail, letter: action, at: now(), zone, random })
        input.deliver(raw, to)
      }
    }
  }

  return {
    receive: ({ to, raw }) => {
      for (const address of to)
        queue.add({ at: now(), key: `${address} `, event: { kind: 'mail', address, raw } })
    },
    rule: (moment) =>
      moment.stage === 'rcpt' && personAt(moment.to).mailbox === 'refused'
        ? { code: 550, text: `5.1.1 <${moment.to}>: Recipient address rejected: User unknown` }
        : undefined,
    nextAt: queue.nextAt,
    act: async () => {
      let done = 0
      for (let next = queue.take(now()); next; next = queue.take(now())) {
        const { event } = next
        if (event.kind === 'mail') await takeMail(event.address, event.raw)
        else await carryOut(event.address, event.mail, event.action)
        done += 1
      }
      return done
    },
  }
}
