/** What the text editor can show and gives back as it was. */
const TAGS = new Set([
  'p',
  'br',
  'a',
  'strong',
  'b',
  'em',
  'i',
  'u',
  's',
  'ul',
  'ol',
  'li',
  'h1',
  'h2',
  'h3',
  'blockquote',
  'hr',
])
const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const TAG = /<!|<\/?([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi
const ATTRIBUTE = /([a-z-]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+))?/gi

/**
 * Whether the text editor can show a body without losing anything of it. Tables, images, classes and styles it would leave out; a body with
 * these is edited as HTML.
 */
export const isSimpleHtml = (body: string): boolean => {
  const html = body.replace(LIQUID, 'x')
  for (const [whole, name = '', attributes = ''] of html.matchAll(TAG)) {
    if (whole === '<!' || !TAGS.has(name.toLowerCase())) return false
    const allowed = name.toLowerCase() === 'a' ? 'href' : ''
    for (const [, attribute = ''] of attributes.replace(/\/$/, '').matchAll(ATTRIBUTE))
      if (attribute.toLowerCase() !== allowed) return false
  }
  return true
}
