import type { AnswerOf } from '#api/index.ts'
import type { ChartColumn } from '#ui/charts/index.ts'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import type { Tile } from './number-tiles.tsx'

export type MailNumbers = AnswerOf<'get', '/reports/overview'>['mails']

export const NO_MAILS: MailNumbers = {
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
  machineOpens: 0,
  machineClicks: 0,
}

/** Sent, and what came of it in shares of what was sent. */
export const mailTiles = (mails: MailNumbers): Tile[] => [
  { label: 'Mails sent', value: formatNumber(mails.sent) },
  share('Opened', mails.opened, mails.sent),
  share('Clicked', mails.clicked, mails.sent),
  share('Replied', mails.replied, mails.sent),
  share('Bounced', mails.bounced, mails.sent + mails.bounced),
]

const share = (label: string, part: number, of: number): Tile => ({
  label,
  value: formatShare(part, of),
  about: formatNumber(part),
})

/** The columns of mails in every table: numbers, and their shares of what was sent. */
export const mailColumns = <Row>(mailsOf: (row: Row) => MailNumbers): ChartColumn<Row>[] => {
  const number = (header: string, name: keyof MailNumbers): ChartColumn<Row> => ({
    header,
    value: (row) => mailsOf(row)[name],
    show: (row) => formatNumber(mailsOf(row)[name]),
  })
  const rate = (header: string, name: keyof MailNumbers): ChartColumn<Row> => ({
    header,
    value: (row) => round(mailsOf(row)[name], mailsOf(row).sent),
    show: (row) => formatShare(mailsOf(row)[name], mailsOf(row).sent),
  })
  return [
    number('Sent', 'sent'),
    number('Opened', 'opened'),
    rate('Opened %', 'opened'),
    number('Clicked', 'clicked'),
    number('Replied', 'replied'),
    rate('Replied %', 'replied'),
    number('Bounced', 'bounced'),
    number('Unsubscribed', 'unsubscribed'),
    number('Opens by machines', 'machineOpens'),
    number('Clicks by machines', 'machineClicks'),
  ]
}

/** A share in percent for a file, with two decimals; nothing for a share of nothing. */
const round = (part: number, of: number): number | null =>
  of === 0 ? null : Math.round((part / of) * 10_000) / 100
