import type { Judgement } from './judgement.ts'

/** Selectors that are common whoever the provider is. */
export const USUAL_SELECTORS: readonly string[] = [
  'default',
  'dkim',
  'mail',
  's1',
  's2',
  'k1',
  'key1',
  'smtp',
]

/** Tags of a DKIM or DMARC record (RFC 6376, 3.2). */
export const readTags = (record: string): ReadonlyMap<string, string> =>
  new Map(
    record.split(';').flatMap((part) => {
      const [, name, value] = /^\s*([a-z][a-z0-9_]*)\s*=\s*(.*?)\s*$/i.exec(part) ?? []
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const]
    }),
  )

/** Whether a TXT record is a key; one with an empty `p` was taken back (RFC 6376, 3.6.1). */
const keyOf = (text: string): 'key' | 'revoked' | null => {
  const tags = readTags(text)
  if (tags.has('v') && tags.get('v') !== 'DKIM1') return null
  const key = tags.get('p')
  if (key === undefined) return null
  return key.replaceAll(/\s/g, '') === '' ? 'revoked' : 'key'
}

/** Judges the keys of a domain, by what stands at each selector that was asked for. */
export const judgeDkim = (input: {
  domain: string
  /** Whether the selectors are those that the provider or the user names, so that nothing there means that nothing is signed. */
  isCertain: boolean
  answers: readonly { selector: string; texts: readonly string[] }[]
}): Judgement => {
  const { domain, isCertain, answers } = input
  const keys = answers.flatMap(({ selector, texts }) =>
    texts.flatMap((text) => {
      const kind = keyOf(text)
      return kind === null ? [] : [{ selector, text, kind }]
    }),
  )
  const good = keys.find(({ kind }) => kind === 'key')
  const asked = answers.map(({ selector }) => selector).join(', ')
  if (good)
    return {
      ...{ topic: 'dkim', verdict: 'good', found: good.text, record: null },
      sentence: `Mails can be signed with the key “${good.selector}”.`,
    }
  if (keys[0])
    return {
      ...{ topic: 'dkim', verdict: 'bad', found: keys[0].text, record: null },
      sentence: `The key “${keys[0].selector}” was taken back. Have your provider make a new one.`,
    }
  return {
    ...{ topic: 'dkim', found: null, record: null },
    verdict: isCertain ? 'bad' : 'unknown',
    sentence: isCertain
      ? `No key is published (looked for: ${asked}), so mails leave unsigned or signed for another domain. Switch DKIM on for ${domain} at your provider.`
      : `No key was found under the usual names. Look for “s=” in the DKIM-Signature of a mail you sent, and look again with that name.`,
  }
}
