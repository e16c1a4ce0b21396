const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** `&#123;`, `&#x7b;`, `&name;` or `&name`, as far as HTML looks. */
const REFERENCE = /&(?:#(x[0-9a-f]+|[0-9]+);?|([a-z][a-z0-9]*)(;?)(=?))/gi

/**
 * The text that an attribute's value stands for (HTML, "character reference state"), or null where it holds one of the two thousand rarer
 * names, which are not worth their table: links hold `&amp;` and little else.
 */
export const decodeAttribute = (value: string): string | null => {
  if (!value.includes('&')) return value
  let known = true
  const text = value.replace(REFERENCE, (whole, digits?: string, name = '', end = '', equals = '') => {
    if (digits !== undefined) {
      const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10)
      const plain = code >= 0x20 && code < 0x7f
      known &&= plain || (code >= 0xa0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000))
      return known ? String.fromCodePoint(code) : ''
    }
    // "?a=1&copy=2": a name without its semicolon that "=" follows is no reference in an attribute.
    if (equals !== '' && end === '') return whole
    const character = NAMED[name]
    known &&= character !== undefined
    return `${character ?? ''}${equals}`
  })
  return known ? text : null
}
