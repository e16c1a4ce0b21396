import { readTags } from './dkim.ts'
import type { Judgement } from './judgement.ts'

/** The DMARC records among a name's TXT records (RFC 7489, 6.6.3). */
export const dmarcRecords = (texts: readonly string[]): string[] =>
  texts.map((text) => text.trim()).filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/i.test(text))

/** Names whose `_dmarc` speaks for a domain, the nearest first, without top-level domains. */
export const dmarcNames = (domain: string): string[] => {
  const labels = domain.split('.')
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
}

/** Judges the policy of a domain, that of a parent where it has none of its own. */
export const judgeDmarc = ({
  domain,
  records,
}: {
  domain: string
  records: readonly string[]
}): Judgement => {
  const [record] = records
  const say = (verdict: Judgement['verdict'], sentence: string, value?: string): Judgement => ({
    ...{ topic: 'dmarc', verdict, sentence },
    found: record === undefined ? null : records.join('\n'),
    record: value === undefined ? null : { name: `_dmarc.${domain}`, value },
  })
  const simple = `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`
  if (record === undefined)
    return say(
      'bad',
      'There is no policy, and the big providers refuse mails of senders without one. Add one that only asks for reports.',
      simple,
    )
  if (records.length > 1)
    return say(
      'bad',
      `There are ${records.length} DMARC records, and receivers ignore all when there is more than one.`,
    )
  const policy = readTags(record).get('p')?.toLowerCase()
  if (policy === 'reject' || policy === 'quarantine')
    return say(
      'good',
      `Mails that fail both checks are to be ${policy === 'reject' ? 'refused' : 'put into Junk'}: SPF or DKIM must pass for this domain.`,
    )
  if (policy === 'none') return say('good', 'It asks receivers for reports and to do nothing else.')
  return say(
    'bad',
    'It does not say what to do (p=none, quarantine or reject), so receivers ignore it.',
    simple,
  )
}
