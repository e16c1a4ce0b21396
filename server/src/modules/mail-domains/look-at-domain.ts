import { messageOf } from '#platform/errors/index.ts'
import { judgeDkim, USUAL_SELECTORS } from './dkim.ts'
import { dmarcNames, dmarcRecords, judgeDmarc } from './dmarc.ts'
import type { Dns } from './dns.ts'
import { type Judgement, type Topic, unknownBecause } from './judgement.ts'
import { type MailProvider, providerOf, providerOfServer } from './providers.ts'
import { judgeSpf, MOST_LOOKUPS, readSpf, spfRecords } from './spf.ts'

export type DomainLook = { domain: string; provider: string | null; judgements: Judgement[] }

/**
 * Reads what receiving servers will read of the domain of an address (MX, SPF, DKIM, DMARC), and judges it. Never throws: what the name
 * servers do not tell is `unknown`.
 *
 * @param smtpHost the server that the mailbox sends through
 * @param selector a DKIM selector that the user knows
 */
export const lookAtDomain = async (
  dns: Dns,
  input: { address: string; smtpHost: string; selector?: string | undefined },
): Promise<DomainLook> => {
  const domain = input.address.slice(input.address.lastIndexOf('@') + 1).toLowerCase()
  const mx = await tried('mx', () => dns.mx(domain))
  const sender =
    providerOfServer(input.smtpHost) ?? ('hosts' in mx ? providerOf({ domain, mx: mx.hosts }) : undefined)
  const judgements = await Promise.all([
    'hosts' in mx ? judgeMx(domain, mx.hosts) : mx,
    judged('spf', () => lookAtSpf(dns, domain, sender)),
    judged('dkim', () => lookAtDkim(dns, domain, sender, input.selector)),
    judged('dmarc', () => lookAtDmarc(dns, domain)),
  ])
  return { domain, provider: sender?.name ?? null, judgements }
}

const tried = async (
  topic: Topic,
  read: () => Promise<string[]>,
): Promise<{ hosts: string[] } | Judgement> => {
  try {
    return { hosts: await read() }
  } catch (error) {
    return unknownBecause(topic, messageOf(error))
  }
}

const judged = async (topic: Topic, look: () => Promise<Judgement>): Promise<Judgement> => {
  try {
    return await look()
  } catch (error) {
    return unknownBecause(topic, messageOf(error))
  }
}

const judgeMx = (domain: string, hosts: readonly string[]): Judgement => ({
  topic: 'mx',
  verdict: hosts.length > 0 ? 'good' : 'bad',
  found: hosts.length > 0 ? hosts.join('\n') : null,
  sentence:
    hosts.length > 0
      ? 'Answers find their way back.'
      : `No server takes mail for ${domain}: answers and bounces are lost, and some receivers refuse such senders.`,
  record: null,
})

const lookAtSpf = async (
  dns: Dns,
  domain: string,
  provider: MailProvider | undefined,
): Promise<Judgement> => {
  const records = spfRecords(await dns.txt(domain))
  const names: string[] = []
  let lookups = 0
  const queue = records.length === 1 ? [...records] : []
  for (let record = queue.shift(); record !== undefined && lookups <= MOST_LOOKUPS; record = queue.shift()) {
    const { includes, lookups: own } = readSpf(record)
    lookups += own
    for (const name of includes.filter((one) => !names.includes(one)).slice(0, MOST_LOOKUPS)) {
      names.push(name)
      queue.push(...spfRecords(await dns.txt(name)).slice(0, 1))
    }
  }
  return judgeSpf({ domain, records, names, lookups, include: provider?.spf ?? null })
}

const lookAtDkim = async (
  dns: Dns,
  domain: string,
  provider: MailProvider | undefined,
  selector: string | undefined,
): Promise<Judgement> => {
  const known = selector === undefined ? (provider?.selectors ?? []) : [selector]
  const selectors = known.length > 0 ? known : USUAL_SELECTORS
  const answers = await Promise.all(
    selectors.map(async (one) => ({ selector: one, texts: await dns.txt(`${one}._domainkey.${domain}`) })),
  )
  return judgeDkim({ domain, isCertain: known.length > 0, answers })
}

const lookAtDmarc = async (dns: Dns, domain: string): Promise<Judgement> => {
  for (const name of dmarcNames(domain)) {
    const records = dmarcRecords(await dns.txt(`_dmarc.${name}`))
    if (records.length > 0) return judgeDmarc({ domain, records })
  }
  return judgeDmarc({ domain, records: [] })
}
