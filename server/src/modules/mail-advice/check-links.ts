import { isIP } from 'node:net'
import { type Finding, hint, quoted, warning } from './finding.ts'
import type { MailLink } from './mail-elements.ts'
import { hasValue } from './mail-text.ts'

/** Services that hide where a link leads; filters know their names. */
const SHORTENERS = new Set([
  ...[
    'bit.ly',
    'bitly.com',
    'buff.ly',
    'cutt.ly',
    'goo.gl',
    'is.gd',
    'lnkd.in',
    'ow.ly',
    'rb.gy',
    'rebrand.ly',
  ],
  ...['short.io', 'shorturl.at', 't.co', 't.ly', 'tiny.cc', 'tinyurl.com', 'v.gd'],
])
/** Schemes that mail programs open. */
const KNOWN_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:'])
const MANY = 3
/** A name of a host as people write it: `acme.com`, `www.acme.com/prices`. */
const NAMED_HOST = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:]\S*)?$/i

/** What is wrong with where the links of a body lead. */
export const checkLinks = (links: readonly MailLink[]): Finding[] => {
  const findings = links.flatMap(checkLink)
  const seen = new Set<string>()
  const once = findings.filter(({ message }) => !seen.has(message) && seen.add(message))
  const web = new Set(links.map(({ href }) => href).filter((href) => /^https?:/i.test(href)))
  if (web.size > MANY)
    once.push(hint('many-links', 'body', `The mail has ${web.size} links; one is enough for one question.`))
  return once
}

const warn = (rule: string, message: string): Finding[] => [warning(rule, 'body', message)]

const checkLink = ({ href, text }: MailLink): Finding[] => {
  const label = quoted([text || href])
  if (href === '' || href === '#')
    return warn('broken-link', `The link ${label} leads nowhere; give it an address.`)
  // A value of the prospect decides where it leads.
  if (hasValue(href.slice(0, 1)) || hasValue(hostOf(href))) return []
  const url = URL.canParse(href) ? new URL(href) : null
  if (!url)
    return warn(
      'broken-link',
      `The link ${label} leads to “${href}”, which is no address; begin it with https://.`,
    )
  if (!KNOWN_SCHEMES.has(url.protocol))
    return warn(
      'broken-link',
      `The link ${label} begins with ${url.protocol}, which mail programs do not open.`,
    )
  if (url.protocol === 'mailto:')
    return /^[^@\s]+@[^@\s]+$/.test(decodeSafely(url.pathname)) || url.pathname === ''
      ? []
      : warn('broken-link', `The link ${label} writes to “${url.pathname}”, which is no address.`)
  return url.protocol === 'http:' || url.protocol === 'https:' ? checkWebLink({ url, text, label }) : []
}

const checkWebLink = (link: { url: URL; text: string; label: string }): Finding[] => {
  const { url, text, label } = link
  const host = url.hostname.replace(/^www\./, '')
  const findings: Finding[] = []
  if (SHORTENERS.has(host))
    findings.push(
      ...warn(
        'shortener',
        `${host} hides where the link leads, and filters distrust it; use the whole address.`,
      ),
    )
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0)
    findings.push(...warn('numeric-host', `The link ${label} leads to a bare number (${host}); use a name.`))
  else if (host === 'localhost' || !host.includes('.'))
    findings.push(
      ...warn('broken-link', `The link ${label} leads to ${host}, which only your own machine knows.`),
    )
  if (url.username !== '')
    findings.push(...warn('odd-link', `The link ${label} has a user name before its host.`))
  const named = NAMED_HOST.exec(text)?.[1]
    ?.toLowerCase()
    .replace(/^www\./, '')
  if (named !== undefined && named !== host && !host.endsWith(`.${named}`))
    findings.push(
      ...warn(
        'disguised-link',
        `The link reads “${text}” and leads to ${host}; filters take that for a fraud.`,
      ),
    )
  if (url.protocol === 'http:' && findings.length === 0)
    findings.push(
      hint('unsafe-link', 'body', `The link ${label} is not encrypted; write https:// if the page has it.`),
    )
  return findings
}

/** The part of a web address that names its host, as it is written. */
const hostOf = (href: string): string => (/^https?:/i.test(href) ? (href.split('/')[2] ?? '') : '')

const decodeSafely = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
