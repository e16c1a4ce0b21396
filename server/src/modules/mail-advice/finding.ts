/** One thing about a mail that its author may want to change before it goes. */
export type Finding = {
  /** What kind of thing: `shortener`, `spam-words` … */
  rule: string
  /** `warning`: it costs answers or delivery; `hint`: worth a look. */
  severity: 'warning' | 'hint'
  field: 'subject' | 'body'
  /** What it is and what to do, in a sentence or two. */
  message: string
}

/** What is looked at. Subject and body are Liquid; the body is HTML. */
export type MailToCheck = {
  subject: string
  body: string
  /** Whether Cadenza adds the way out by itself. */
  unsubscribe: boolean
}

export const warning = (rule: string, field: Finding['field'], message: string): Finding => ({
  rule,
  severity: 'warning',
  field,
  message,
})

export const hint = (rule: string, field: Finding['field'], message: string): Finding => ({
  rule,
  severity: 'hint',
  field,
  message,
})

/** Some of the words, quoted, with what is left out counted. */
export const quoted = (words: readonly string[], most = 5): string => {
  const shown = words.slice(0, most).map((word) => `“${word}”`)
  const more = words.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}
