import { invalidInput } from '#platform/errors/index.ts'

/**
 * Throws invalid_input when a text anywhere in `value` holds a NUL character or half of a surrogate pair. PostgreSQL cannot store the
 * one, and the other would silently become another character.
 */
export const refuseUnstorableText = (value: unknown): void => {
  const rest: { path: string; value: unknown }[] = [{ path: '', value }]
  for (let item = rest.pop(); item; item = rest.pop()) {
    const { path } = item
    if (typeof item.value === 'string') refuseText(path, item.value)
    else if (Array.isArray(item.value))
      item.value.forEach((inner, index) => {
        rest.push({ path: `${path}[${index}]`, value: inner })
      })
    else if (typeof item.value === 'object' && item.value !== null)
      for (const [key, inner] of Object.entries(item.value)) {
        refuseText(path === '' ? 'name of a field' : `name of a field in ${path}`, key)
        rest.push({ path: path === '' ? key : `${path}.${key}`, value: inner })
      }
  }
}

const refuseText = (path: string, text: string): void => {
  const field = path === '' ? 'body' : path
  if (text.includes('\u0000'))
    throw invalidInput(field, `${field} holds a NUL character (\\u0000). Take it out.`)
  if (!text.isWellFormed())
    throw invalidInput(
      field,
      `${field} holds half of a surrogate pair (\\ud800 to \\udfff). Send whole characters.`,
    )
}
