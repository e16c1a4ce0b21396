import { formatDay } from '#ui/time/format-time.ts'

type Data = Readonly<Record<string, unknown>>

/** A text of an event's data; empty when it has none. */
export const textAt = (data: Data, name: string): string => {
  const value = data[name]
  return typeof value === 'string' ? value : ''
}

/** The texts of a list in an event's data. */
export const listAt = (data: Data, name: string): string[] => {
  const value = data[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** Why an open or click is taken for a machine's, as the end of a sentence. */
export const machineReason = (reason: string): string => (reason ? ` (${reason.replaceAll('_', ' ')})` : '')

/** The day that a text names, as people write it; a text that names none stays as it is. */
export const dayIn = (text: string): string => {
  // A calendar day has no zone: noon is on it wherever the browser is.
  const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T12:00:00` : text)
  return Number.isNaN(at.getTime()) ? text : formatDay(at)
}
