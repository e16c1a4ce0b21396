const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
}

/** HTML of an editor with its Liquid as it was typed: editors write `&gt;` where a condition says `>`. */
export const plainLiquid = (html: string): string =>
  html.replace(LIQUID, (part) =>
    part.replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity),
  )

/** A variable as it stands in a text: `{{ FirstName }}`, and with what stands in for it where it is missing. */
export const variableText = (name: string, standIn = ''): string => {
  // A name that is none of one word is written in brackets.
  const written = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `["${name.replaceAll('"', '')}"]`
  const text = standIn.trim().replaceAll('"', "'")
  return text === '' ? `{{ ${written} }}` : `{{ ${written} | default: "${text}" }}`
}
