import { isJourney, nodeNumbers, stepNumbers } from '#modules/sequences/index.ts'
import { type Foreseen, type Foretold, type Hold, lackInWords } from '../core/index.ts'
import { dayOf, formatDay } from '../core/zone-days.ts'
import type { PublishedSequence } from '../ports.ts'
import type { ReportedMailbox } from '../waiting-queries.ts'
import type { NotStarting } from './newcomers.ts'

type Person = { prospectId: string; email: string; name: string }
/** Prospects of whom the same is to be said, the first of them by name. */
export type SameReason = { kind: string; reason: string; prospects: number; examples: Person[] }

export type StartForecast = {
  asked: number
  starting: number
  /** Of those, the first, who alone are meant by all that follows but `refused`. */
  foretold: number
  /** Who would not be started. */
  refused: SameReason[]
  /** Who would be started and at some step wait for something that does not come by itself. */
  held: SameReason[]
  mailboxes: {
    mailboxId: string
    address: string
    /** IANA name; its days are counted in it. */
    zone: string
    /** How many of these prospects it would be given. */
    prospects: number
    mails: number
    /** Why nothing leaves it, or what else is to be known; null: nothing. */
    note: string | null
  }[]
  /** By day and mailbox, in the order of days; those without mails are missing. */
  days: { day: string; mailboxId: string; firstMails: number; followUps: number; others: number }[]
  mails: number
  firstAt: Date | null
  lastAt: Date | null
  /** False where it was cut off: more wait in these mailboxes than were looked at, or it goes on for more than a year. */
  isWhole: boolean
}

const MOST_EXAMPLES = 20

type Grouped = { kind: string; reason: string; prospectIds: string[] }

/** Counts what was foretold, and says what keeps whom. Pure. */
export const sumUp = ({
  sequence,
  starting,
  enrolled,
  refused,
  mailboxes,
  told,
  othersAreAll,
}: {
  sequence: PublishedSequence
  starting: number
  enrolled: readonly Foreseen[]
  refused: readonly NotStarting[]
  mailboxes: ReadonlyMap<string, ReportedMailbox>
  told: Foretold
  othersAreAll: boolean
}): {
  exampleIds: string[]
  withPeople(people: ReadonlyMap<string, Omit<Person, 'prospectId'>>): StartForecast
} => {
  const own = new Map(enrolled.map((one) => [one.id, one]))
  const mails = told.mails.filter(({ id }) => own.has(id))
  const refusals = grouped(
    refused.map(({ prospectId, outcome, reason }) => ({ prospectId, kind: outcome, reason })),
  )
  const holds = grouped(holdsOf({ sequence, enrolled, mailboxes, told }))
  const given = Map.groupBy(enrolled, ({ mailboxId }) => mailboxId)
  const mailsOf = Map.groupBy(mails, ({ mailboxId }) => mailboxId)
  return {
    exampleIds: [...refusals, ...holds].flatMap(({ prospectIds }) => prospectIds.slice(0, MOST_EXAMPLES)),
    withPeople: (people) => {
      const shown = ({ kind, reason, prospectIds }: Grouped): SameReason => ({
        ...{ kind, reason, prospects: prospectIds.length },
        examples: prospectIds.slice(0, MOST_EXAMPLES).flatMap((prospectId) => {
          const person = people.get(prospectId)
          return person ? [{ prospectId, ...person }] : []
        }),
      })
      return {
        asked: starting + refused.length,
        starting,
        foretold: enrolled.length,
        refused: refusals.map(shown),
        held: holds.map(shown),
        mailboxes: [...mailboxes.values()]
          .map((mailbox) => ({
            mailboxId: mailbox.mailboxId,
            address: mailbox.address,
            zone: mailbox.limits.zone,
            prospects: given.get(mailbox.mailboxId)?.length ?? 0,
            mails: mailsOf.get(mailbox.mailboxId)?.length ?? 0,
            note: noteOn(mailbox),
          }))
          .sort((a, b) => (a.address < b.address ? -1 : 1)),
        days: daysOf({ told, own, mailboxes }),
        mails: mails.length,
        firstAt: mails[0]?.at ?? null,
        lastAt: mails.at(-1)?.at ?? null,
        isWhole: told.isWhole && othersAreAll,
      }
    },
  }
}

const noteOn = ({ state, pauseReason, resumeAt }: ReportedMailbox): string | null => {
  if (state === 'running') return null
  const why = pauseReason ? `: ${pauseReason.trim().replace(/\.$/, '')}` : ''
  return resumeAt === null
    ? `It is paused${why}. Its mails wait until it is resumed.`
    : `It is paused${why}. Its mails wait until it goes on by itself.`
}

const holdsOf = ({
  sequence,
  enrolled,
  mailboxes,
  told,
}: Pick<Parameters<typeof sumUp>[0], 'sequence' | 'enrolled' | 'mailboxes' | 'told'>) => {
  const placeOf = namesOfPlaces(sequence)
  return enrolled.flatMap(({ id, prospectId, mailboxId, state }) => {
    const held = told.held.get(id)
    if (held) return [{ prospectId, kind: held.hold.reason, reason: reasonOf(held, placeOf, sequence.kind) }]
    const mailbox = mailboxId === null ? undefined : mailboxes.get(mailboxId)
    if (told.apart.has(id))
      return [{ prospectId, kind: 'hours_apart', reason: apartReason(mailbox?.address ?? '', sequence.kind) }]
    return state.phase === 'due' && mailbox?.state === 'paused' && mailbox.resumeAt === null
      ? [{ prospectId, kind: 'mailbox_paused', reason: `The mailbox ${mailbox.address} is paused.` }]
      : []
  })
}

const apartReason = (address: string, kind: string): string =>
  `The hours of the ${kind} and those of the mailbox ${address} never meet.`

const reasonOf = (
  { stepId, hold }: { stepId: string | null; hold: Hold },
  placeOf: (stepId: string) => string,
  kind: PublishedSequence['kind'],
): string => {
  const words = lackInWords(hold, kind)
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
  return stepId === null || hold.reason === 'no_mailbox' ? sentence : `${placeOf(stepId)}: ${sentence}`
}

/** "Step 2", or the name of a node. */
const namesOfPlaces = ({ definition }: PublishedSequence): ((stepId: string) => string) => {
  if (isJourney(definition)) {
    const numbers = nodeNumbers(definition)
    return (stepId) =>
      definition.nodes.find(({ id }) => id === stepId)?.name ?? `Step ${numbers.get(stepId) ?? '?'}`
  }
  const numbers = stepNumbers(definition.steps)
  return (stepId) => `Step ${numbers.get(stepId) ?? '?'}`
}

/** Those of whom the same is said together, the largest group first. */
const grouped = (some: readonly { prospectId: string; kind: string; reason: string }[]): Grouped[] =>
  [...Map.groupBy(some, ({ kind, reason }) => `${kind} ${reason}`).values()]
    .flatMap((group) => {
      const [first] = group
      return first
        ? [{ kind: first.kind, reason: first.reason, prospectIds: group.map(({ prospectId }) => prospectId) }]
        : []
    })
    .sort((a, b) => b.prospectIds.length - a.prospectIds.length)

const daysOf = ({
  told,
  own,
  mailboxes,
}: {
  told: Foretold
  own: ReadonlyMap<string, Foreseen>
  mailboxes: ReadonlyMap<string, ReportedMailbox>
}): StartForecast['days'] => {
  const days = new Map<string, StartForecast['days'][number]>()
  for (const { id, mailboxId, at, isFirst } of told.mails) {
    const mailbox = mailboxes.get(mailboxId)
    if (!mailbox) continue
    const day = formatDay(dayOf(mailbox.limits.zone, at))
    const key = `${day} ${mailboxId}`
    const entry = days.get(key) ?? { day, mailboxId, firstMails: 0, followUps: 0, others: 0 }
    days.set(key, entry)
    if (!own.has(id)) entry.others += 1
    else if (isFirst) entry.firstMails += 1
    else entry.followUps += 1
  }
  return [...days.values()].sort((a, b) => (`${a.day} ${a.mailboxId}` < `${b.day} ${b.mailboxId}` ? -1 : 1))
}
