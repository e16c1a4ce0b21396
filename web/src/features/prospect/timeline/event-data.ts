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
