export const DISPOSITIONS = ['answered', 'not_answered', 'voice_mail'] as const
export type Disposition = (typeof DISPOSITIONS)[number]

export const DISPOSITION_LABELS: Readonly<Record<Disposition, string>> = {
  answered: 'Answered',
  not_answered: 'No answer',
  voice_mail: 'Voice mail',
}

/** What the address of the log of calls says. */
export type CallsSearch = { disposition?: Disposition; user?: string; call?: string }

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const readCallsSearch = (search: Record<string, unknown>): CallsSearch => {
  const disposition = DISPOSITIONS.find((one) => one === search.disposition)
  const [user, call] = [textOf(search.user), textOf(search.call)]
  return { ...(disposition && { disposition }), ...(user && { user }), ...(call && { call }) }
}
