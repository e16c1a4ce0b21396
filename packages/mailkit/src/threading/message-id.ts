import { domainToAscii } from '../addresses/domain-to-ascii.ts'
import { MailInputError } from '../mail-input-error.ts'

/** Longer ids and lists are cut: a reader must end in bounded time, and no line of a mail may hold more. */
const MAX_ID = 990
const MAX_LIST = 100_000
const MAX_IDS = 500

const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/

/**
 * The Message-ID of a mail of ours (RFC 5322 section 3.6.4), in angle brackets.
 * @param id unique for ever, a dot-atom: letters, digits, dots, hyphens
 * @throws MailInputError when id or domain cannot be part of a Message-ID
 */
export const newMessageId = ({ id, domain }: { id: string; domain: string }): string => {
  const right = domainToAscii(domain.trim())
  if (!DOT_ATOM.test(id) || !DOT_ATOM.test(right)) {
    throw new MailInputError({ header: 'Message-ID', message: `<${id}@${domain}> cannot be a Message-ID.` })
  }
  return `<${id}@${right}>`
}

/**
 * One id in its comparable form: in angle brackets, no space inside (folding puts some there), case kept, since the part before the @
 * is case-sensitive. Nothing for a text that holds no id.
 */
export const normaliseMessageId = (text: string): string | undefined => {
  const open = text.lastIndexOf('<')
  const close = text.indexOf('>', open + 1)
  const inner = open >= 0 ? text.slice(open + 1, close < 0 ? undefined : close) : text
  const id = inner.replace(/[\s\p{Cc}]+/gu, '').replace(/^[<>]+|[<>]+$/g, '')
  return id === '' || id.length > MAX_ID ? undefined : `<${id}>`
}

/**
 * All ids in a `References` or `In-Reply-To` header, in order, each once. Headers of the wild are not lists of ids only: comments
 * (RFC 822 allowed phrases), missing brackets, commas and ids broken by folding are all read.
 */
export const messageIdsIn = (text: string): string[] => {
  const bounded = text.slice(0, MAX_LIST)
  const bracketed = bounded.match(/<[^<>]*>/g) ?? []
  const candidates =
    bracketed.length > 0 ? bracketed : bounded.split(/[\s,;]+/).filter((word) => word.includes('@'))
  const ids = new Set<string>()
  for (const candidate of candidates) {
    const id = normaliseMessageId(candidate)
    if (id !== undefined) ids.add(id)
    if (ids.size >= MAX_IDS) break
  }
  return [...ids]
}
