import { invalidInput } from '#platform/errors/index.ts'

/** An instant of a request, whose schema has checked its form already. Throws `invalid_input` for leap seconds, which no clock of ours has. */
export const readInstant = (field: string, text: string): Date => {
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime()))
    throw invalidInput(field, `${field} must be an instant in ISO 8601, such as 2026-03-02T09:00:00Z.`)
  return instant
}
