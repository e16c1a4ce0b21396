import { between, oneOf, type Random } from '../../seeded-random.ts'
import type { DeliveredMail } from './delivered-mail.ts'
import type { Holiday } from './holiday.ts'
import type { Personality } from './personality.ts'
import { readingTime } from './reading-times.ts'

export type Mood = 'interested' | 'question' | 'later' | 'no'

export type Action =
  | { kind: 'visit'; method: 'GET' | 'HEAD'; url: string; agent: string }
  /** RFC 8058's one click, or the button of the page. */
  | { kind: 'post'; url: string; oneClick: boolean }
  | { kind: 'reply'; mood: Mood }
  | { kind: 'ask_to_stop' }
  | { kind: 'unsubscribe_mail'; mailto: string }
  | { kind: 'auto_reply'; back: Date }
  | { kind: 'bounce' }

export type PlannedAction = { at: Date; action: Action }

/** What somebody did before that bears on what he does next. */
export type History = {
  received: number
  /** He answered, or asked for no more mails, or will: then he does nothing further. */
  settled: boolean
  autoRepliedAt: Date | undefined
}

export const NO_HISTORY: History = { received: 0, settled: false, autoRepliedAt: undefined }

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** Programs that answer for people do not answer the same sender twice within a week (RFC 3834, 2). */
const AUTO_REPLY_GAP = 7 * 24 * HOUR

const IMAGE_FETCHER = 'Mozilla/5.0'
const LINK_FILTER = 'Mozilla/5.0 (compatible; MailFilter/4.2; bot)'

/**
 * What a mail makes its reader do, and when: at or after `now`, in order of time. Pure: the same person, mail, history and random numbers
 * give the same. Also answers the history with this mail in it.
 */
export const nextActions = (input: {
  person: Personality
  mail: DeliveredMail
  history: History
  holiday: Holiday | undefined
  now: Date
  random: Random
}): { actions: PlannedAction[]; history: History } => {
  const { person, mail, holiday, now, random } = input
  const history = { ...input.history, received: input.history.received + 1 }
  const after = (from: Date, least: number, most: number): Date =>
    new Date(from.getTime() + Math.floor(between(random, least, most)))

  if (person.mailbox !== 'open') {
    const at = after(now, 5 * SECOND, 20 * MINUTE)
    return { actions: [{ at, action: { kind: 'bounce' } }], history }
  }
  const actions: PlannedAction[] = machineVisits(person, mail, after(now, 2 * SECOND, 8 * SECOND))
  const lastAutoReply = history.autoRepliedAt?.getTime() ?? Number.NEGATIVE_INFINITY
  if (holiday && now.getTime() - lastAutoReply > AUTO_REPLY_GAP) {
    actions.push({ at: after(now, SECOND, MINUTE), action: { kind: 'auto_reply', back: holiday.back } })
    history.autoRepliedAt = now
  }
  if (history.settled || random() >= person.reads) return { actions: inOrder(actions), history }

  const begin = holiday ? holiday.back : now
  const at = readingTime({
    from: after(begin, 3 * MINUTE, person.pace * HOUR),
    zone: person.zone,
    random,
  })
  const visit = (url: string, when: Date): void => {
    actions.push({ at: when, action: { kind: 'visit', method: 'GET', url, agent: person.agent } })
  }
  if (mail.pixel !== undefined && person.showsImages) visit(mail.pixel, at)
  if (random() < person.unsubscribes) {
    actions.push(...goAway(person, mail, after(at, 8 * SECOND, MINUTE)))
    return { actions: inOrder(actions), history: { ...history, settled: true } }
  }
  const [link] = mail.links
  if (link !== undefined && random() < person.clicks) {
    const clickedAt = after(at, 15 * SECOND, 3 * MINUTE)
    visit(link, clickedAt)
    if (mail.pixel !== undefined && person.showsImages && random() < 0.3)
      visit(mail.pixel, after(clickedAt, HOUR, 20 * HOUR))
  }
  if (random() < person.replies) {
    const mood = oneOf<Mood>(random, ['interested', 'question', 'later', 'no'])
    const answeredAt = readingTime({ from: after(at, 2 * MINUTE, 3 * HOUR), zone: person.zone, random })
    actions.push({ at: answeredAt, action: { kind: 'reply', mood } })
    history.settled = true
  }
  return { actions: inOrder(actions), history }
}

const inOrder = (actions: PlannedAction[]): PlannedAction[] =>
  actions.sort((a, b) => a.at.getTime() - b.at.getTime())

/** What happens to a mail before anybody reads it. */
const machineVisits = (person: Personality, mail: DeliveredMail, at: Date): PlannedAction[] => {
  if (person.machine === 'fetches_images' && mail.pixel !== undefined)
    return [{ at, action: { kind: 'visit', method: 'GET', url: mail.pixel, agent: IMAGE_FETCHER } }]
  if (person.machine !== 'follows_links') return []
  return mail.links.map((url, index) => ({
    at: new Date(at.getTime() + index * 100),
    action: { kind: 'visit', method: index === 0 ? 'HEAD' : 'GET', url, agent: LINK_FILTER },
  }))
}

/** Asks for no more mails in his way, or by an answer where the mail does not offer that way. */
const goAway = (person: Personality, mail: DeliveredMail, at: Date): PlannedAction[] => {
  const { url, mailto, oneClick, link } = mail.unsubscribe
  if (person.wayOut === 'one-click' && url !== undefined && oneClick)
    return [{ at, action: { kind: 'post', url, oneClick: true } }]
  if (person.wayOut === 'page' && link !== undefined)
    return [
      { at, action: { kind: 'visit', method: 'GET', url: link, agent: person.agent } },
      { at: new Date(at.getTime() + 6 * SECOND), action: { kind: 'post', url: link, oneClick: false } },
    ]
  if (person.wayOut === 'mail' && mailto !== undefined)
    return [{ at, action: { kind: 'unsubscribe_mail', mailto } }]
  return [{ at, action: { kind: 'ask_to_stop' } }]
}
