import type { NewEvent } from '#modules/events/index.ts'
import { KLENTY_EVENTS } from '../event-names.ts'

/** What is known of a prospect and his cadence when an event is announced; null where there is nothing. */
export type BodyFacts = {
  [Key in (typeof PROSPECT_KEYS)[number] | (typeof CADENCE_KEYS)[number]]: string | null
} & {
  stepNumber: number | null
  subject: string | null
  replyText: string | null
  customFields: Readonly<Record<string, string>> | null
}

const PROSPECT_KEYS = [
  ...(['fullName', 'firstName', 'middleName', 'lastName', 'company', 'companyDomain', 'account'] as const),
  ...(['department', 'title', 'location', 'phone', 'email', 'twitterId', 'linkedinURL'] as const),
  ...(['companyEmail', 'companyPhone', 'city', 'country', 'tags', 'list'] as const),
] as const
const CADENCE_KEYS = ['prospectOwner', 'cadenceOwner', 'cadenceName'] as const

/** A reply may be a whole correspondence. */
const LONGEST_TEXT = 20_000

/**
 * The body of a delivery: flat, in lower camel case, what has no value left out. An event that goes by a name of ours also has its `data`,
 * as the timeline shows it.
 */
export const bodyOf = (name: string, event: NewEvent & { id: string }, facts: BodyFacts): string => {
  const { data } = event
  const link = 'url' in data ? data.url : null
  const subject = ('subject' in data && data.subject) || facts.subject
  const texts = (keys: readonly (keyof BodyFacts)[]) =>
    keys.flatMap((key) => (facts[key] === null || facts[key] === '' ? [] : [[key, facts[key]]]))
  const customFields = facts.customFields ?? {}
  return JSON.stringify({
    ...Object.fromEntries(texts(PROSPECT_KEYS)),
    event: name,
    ...Object.fromEntries(texts(CADENCE_KEYS)),
    eventId: event.id,
    occurredAt: event.occurredAt.toISOString(),
    ...(facts.stepNumber !== null && { stepNumber: facts.stepNumber }),
    ...(subject && { subject }),
    ...(link && { link }),
    ...(facts.replyText && { replyText: facts.replyText.slice(0, LONGEST_TEXT).toWellFormed() }),
    ...(Object.keys(customFields).length > 0 && { customFields }),
    ...(!Object.hasOwn(KLENTY_EVENTS, name) && Object.keys(data).length > 0 && { data }),
  })
}
