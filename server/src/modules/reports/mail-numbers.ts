/**
 * What is counted of mails. The first seven count mails, each once; the others count events. People's opens and clicks only, but for the last
 * two. `contacted` counts the first mail of each enrolment; bounces are hard ones.
 */
export const MAIL_NUMBERS = [
  'sent',
  'contacted',
  'opened',
  'clicked',
  'replied',
  'bounced',
  'unsubscribed',
  'opens',
  'clicks',
  'replies',
  'bounces',
  'unsubscribes',
  'machine_opens',
  'machine_clicks',
] as const

/** Named as the columns that hold them. */
export type MailNumbers = Record<(typeof MAIL_NUMBERS)[number], number>

/** The columns, each through `write`, as one list of SQL. */
export const eachNumber = (write: (column: string) => string): string => MAIL_NUMBERS.map(write).join(', ')

/** Sums of the columns as plain numbers. */
export const SUMS = eachNumber((column) => `coalesce(sum(${column}), 0)::float8 AS ${column}`)

export const noMails = (): MailNumbers => ({
  sent: 0,
  contacted: 0,
  opened: 0,
  clicked: 0,
  replied: 0,
  bounced: 0,
  unsubscribed: 0,
  opens: 0,
  clicks: 0,
  replies: 0,
  bounces: 0,
  unsubscribes: 0,
  machine_opens: 0,
  machine_clicks: 0,
})

export const addNumbers = (total: MailNumbers, more: Partial<MailNumbers>): void => {
  for (const name of MAIL_NUMBERS) total[name] += more[name] ?? 0
}

/** The numbers of a row that holds more beside them. */
export const numbersOf = (row: MailNumbers): MailNumbers => {
  const numbers = noMails()
  addNumbers(numbers, row)
  return numbers
}
