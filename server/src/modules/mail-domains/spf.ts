import type { Judgement } from './judgement.ts'

/** Look-ups that an evaluation may cost (RFC 7208, 4.6.4). */
export const MOST_LOOKUPS = 10

const isSpf = (text: string): boolean => /^v=spf1( |$)/i.test(text)

/** The SPF records among a name's TXT records. There may be one (RFC 7208, 4.5). */
export const spfRecords = (texts: readonly string[]): string[] =>
  texts.map((text) => text.trim()).filter(isSpf)

/** What a record refers to: names to read next, and how many look-ups its own terms cost (RFC 7208, 4.6.4). */
export const readSpf = (record: string): { includes: string[]; lookups: number; all: string | null } => {
  const terms = record.split(/\s+/).slice(1).filter(Boolean)
  const includes = terms.flatMap((term) => /^[+?~-]?(?:include:|redirect=)(\S+)$/i.exec(term)?.[1] ?? [])
  const others = terms.filter((term) => /^[+?~-]?(?:a|mx|ptr|exists)(?:[:/]|$)/i.test(term))
  const all = terms.map((term) => /^([+?~-]?)all$/i.exec(term)).find((found) => found !== null)
  return {
    includes: includes.map((name) => name.toLowerCase().replace(/\.$/, '')),
    lookups: includes.length + others.length,
    all: all ? all[1] || '+' : null,
  }
}

/**
 * Judges the SPF of a domain.
 *
 * @param include what the provider wants to be included, where it is known
 * @param names all names that are included, over any number of steps
 * @param lookups what an evaluation costs at most
 */
export const judgeSpf = (input: {
  domain: string
  records: readonly string[]
  include: string | null
  names: readonly string[]
  lookups: number
}): Judgement => {
  const { domain, records, include, names, lookups } = input
  const [record] = records
  const say = (verdict: Judgement['verdict'], sentence: string, value?: string): Judgement => ({
    ...{ topic: 'spf', verdict, sentence },
    found: record === undefined ? null : records.join('\n'),
    record: value === undefined ? null : { name: domain, value },
  })
  if (record === undefined)
    return say(
      'bad',
      include === null
        ? 'No record says which servers may send for this domain. Ask your provider which one to add.'
        : 'No record says which servers may send for this domain, so many receivers distrust its mail. Add one.',
      include === null ? undefined : `v=spf1 include:${include} ~all`,
    )
  if (records.length > 1)
    return say(
      'bad',
      `There are ${records.length} SPF records, and receivers ignore all when there is more than one. Make one of them.`,
    )
  const { all } = readSpf(record)
  if (all === '+')
    return say(
      'bad',
      'It allows every server of the world to send for this domain. End it with ~all instead of +all.',
    )
  if (lookups > MOST_LOOKUPS)
    return say(
      'bad',
      `It costs ${lookups} look-ups, and receivers give up after ${MOST_LOOKUPS}. Take out what you no longer send with.`,
    )
  if (include !== null && !names.includes(include))
    return say(
      'improve',
      `It does not name the servers that this mailbox sends through. Add include:${include}.`,
      record.replace(/^v=spf1/i, `v=spf1 include:${include}`),
    )
  if (all === null && !/redirect=/i.test(record))
    return say('improve', 'It does not say what of all other servers. End it with ~all.', `${record} ~all`)
  return say(
    'good',
    include === null
      ? 'Servers that may send are named.'
      : 'It names the servers that this mailbox sends through.',
  )
}
