import { withoutLiquid } from './mail-text.ts'

export type MailLink = { href: string; text: string }
export type MailImage = { src: string; alt: string | null }
export type MailElements = { links: MailLink[]; images: MailImage[]; names: Set<string> }

const COMMENT = /<!--[\s\S]*?-->/g
const START_TAG = /<([a-z][a-z0-9-]*)((?:\s+[^<>"'=\s]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s<>"']*))?)*)\s*\/?>/gi
const ATTRIBUTE = /([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]*)))?/g

/** The links and images of a body and the names of all its elements; where Liquid stood is a placeholder. Only for advice, not for safety. */
export const mailElements = (body: string): MailElements => {
  const html = withoutLiquid(body).replace(COMMENT, '')
  const elements: MailElements = { links: [], images: [], names: new Set() }
  for (const tag of html.matchAll(START_TAG)) {
    const name = tag[1]?.toLowerCase() ?? ''
    elements.names.add(name)
    const attributes = attributesOf(tag[2] ?? '')
    if (name === 'a') {
      const end = html.indexOf('</a', tag.index)
      const inside = html.slice(tag.index + tag[0].length, end < 0 ? undefined : end)
      const text = inside.replace(/<[^>]*>/g, '').trim()
      elements.links.push({ href: unescaped(attributes.get('href') ?? '').trim(), text: unescaped(text) })
    }
    if (name === 'img')
      elements.images.push({ src: attributes.get('src') ?? '', alt: attributes.get('alt') ?? null })
  }
  return elements
}

const attributesOf = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      double ?? single ?? bare ?? '',
    ]),
  )

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
