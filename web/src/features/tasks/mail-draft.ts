/** A manual mail that is being written. */
export type MailDraft = {
  subject: string
  html: string
  /** It has left and its task is still open, because closing that failed: it must not be sent again. */
  isSent: boolean
}

/** Whether something that was kept is the draft of a manual mail. */
export const isMailDraft = (value: unknown): value is MailDraft => {
  if (typeof value !== 'object' || value === null) return false
  const is = (name: string, type: string): boolean => typeof Reflect.get(value, name) === type
  return is('subject', 'string') && is('html', 'string') && is('isSent', 'boolean')
}
