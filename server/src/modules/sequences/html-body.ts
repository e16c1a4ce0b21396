/** Liquid outputs and tags, which are left alone. */
const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const TAG = /<\/?[a-z][^<>]*>|<!--|<!doctype/i
const URL_IN_TEXT = /https?:\/\/(?:\{\{[^{}]*\}\}|[^\s<>"'{}])+/g
const CLOSING_MARKS = /[.,;:!?)\]]+$/

/** Whether a body is HTML already; a `<` inside of Liquid does not count. */
export const isHtml = (body: string): boolean => TAG.test(body.replace(LIQUID, ''))

/**
 * A body as it is kept: HTML. Text without any tag becomes paragraphs (an empty line parts them, a single line break stays one), its
 * `&`, `<` and `>` are escaped, bare web addresses become links; its Liquid stays as it is.
 */
export const htmlBody = (body: string): string => {
  const text = body.replaceAll('\r\n', '\n').trim()
  if (text === '' || isHtml(text)) return text
  return onOneLine(text)
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .map((paragraph) => (isOnlyTags(paragraph) ? paragraph : `<p>${lines(paragraph)}</p>`))
    .join('\n')
}

/** A line break within an output or tag is only spacing and must not become `<br>`; in `{% liquid %}` it parts statements. */
const onOneLine = (text: string): string =>
  text.replace(LIQUID, (part) => (/^\{%-?\s*liquid\b/.test(part) ? part : part.replace(/\s*\n\s*/g, ' ')))

/** A paragraph of nothing but `{% if … %}`: wrapping it would leave an empty paragraph in the mail. */
const isOnlyTags = (paragraph: string): boolean => paragraph.replace(/\{%[\s\S]*?%\}/g, '').trim() === ''

const lines = (paragraph: string): string =>
  paragraph
    .split('\n')
    .map((line) => linked(line.trim()))
    .join('<br>\n')

const linked = (line: string): string => {
  let html = ''
  let end = 0
  for (const match of line.matchAll(URL_IN_TEXT)) {
    const url = match[0].replace(CLOSING_MARKS, '')
    html += `${escaped(line.slice(end, match.index))}<a href="${escaped(url)}">${escaped(url)}</a>`
    end = match.index + url.length
  }
  return html + escaped(line.slice(end))
}

const escaped = (text: string): string => {
  let html = ''
  let end = 0
  for (const match of text.matchAll(LIQUID)) {
    html += entities(text.slice(end, match.index)) + match[0]
    end = match.index + match[0].length
  }
  return html + entities(text.slice(end))
}

const entities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The plain text that `htmlBody` makes exactly this HTML of, for files that people read; null when there is none. */
export const plainBody = (html: string): string | null => {
  const text = html
    .replace(/<a href="[^"]*">([^<]*)<\/a>/g, '$1')
    .replaceAll('<br>\n', '\n')
    .replace(/<p>([\s\S]*?)<\/p>(?:\n|$)/g, '$1\n\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
  return htmlBody(text) === html && !isHtml(text) ? text : null
}
