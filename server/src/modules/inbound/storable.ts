/** As JSON that PostgreSQL takes: a text cut in the middle of a surrogate pair has no place in it. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? one.toWellFormed() : one))

/** The beginning of a text, never ending in half a character. */
export const beginningOf = (text: string, length: number): string => text.slice(0, length).toWellFormed()
