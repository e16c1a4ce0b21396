export type TextPart = { text: string; href?: string }

const ADDRESS = /https?:\/\/[^\s<>"]+/g
/** What ends a sentence or closes a bracket stands after an address more often than in it. */
const TRAILING = /[.,;:!?)\]}'’”]+$/

/** A text in parts, the web addresses in it by themselves. */
export const textParts = (text: string): TextPart[] => {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const href = match[0].replace(TRAILING, '')
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: href, href })
    end = match.index + href.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}
