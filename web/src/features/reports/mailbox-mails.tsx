import { useQuery } from '@tanstack/react-query'
import { type AnswerOf, apiQuery } from '#api/index.ts'
import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { CHART, COLORS, QUIET } from './chart-style.ts'
import { mailColumns } from './mail-words.ts'
import { MailsByDay } from './mails-by-day.tsx'
import { NoNumbers } from './no-numbers.tsx'
import type { Days } from './report-range.ts'
import classes from './reports.module.css'
import { useReport } from './use-report.ts'

type Mailbox = AnswerOf<'get', '/reports/mailboxes'>['mailboxes'][number]

/** What mailboxes sent on some days, over all cadences and by hand. */
export const MailboxMails = ({ days }: { days: Days }) => {
  const { rangeName } = useReport()
  const report = useQuery(apiQuery('/reports/mailboxes', { params: { query: days } }))
  const byDay = useQuery(apiQuery('/reports/mailboxes/days', { params: { query: days } }))
  if (report.isPending || byDay.isPending) return <LoadingRows rows={6} height={64} />
  if (!report.data || !byDay.data)
    return (
      <FailedState
        error={report.error ?? byDay.error}
        onRetry={() => {
          void report.refetch()
          void byDay.refetch()
        }}
      />
    )
  const { mailboxes } = report.data
  if (mailboxes.length === 0) return <NoNumbers />
  const bars = mailboxes.map(({ address, mails }) => ({
    address,
    sent: mails.sent,
    replied: mails.replied,
    bounced: mails.bounced,
  }))
  return (
    <div className={classes.stack}>
      <MailsByDay title="Mails by day" days={byDay.data.days} fileName={`mailbox-days-${rangeName}`} />
      <ChartWithTable
        title="Mails by mailbox"
        about="Over all cadences and by hand."
        summary={bars
          .map(({ address, sent, replied }) => `${address}: ${sent} sent, ${replied} replied`)
          .join('; ')}
        chart={
          <BarChart
            {...CHART}
            h={90 + bars.length * 46}
            orientation="vertical"
            gridAxis="y"
            maxBarWidth={12}
            data={bars}
            dataKey="address"
            yAxisProps={{ width: 150 }}
            series={[
              { name: 'sent', label: 'Sent', color: COLORS.sent },
              { name: 'replied', label: 'Replied', color: COLORS.replied },
              { name: 'bounced', label: 'Bounced', color: COLORS.bounced },
            ]}
            barChartProps={QUIET}
          />
        }
        rows={mailboxes}
        keyOf={({ id }) => id}
        columns={[
          { header: 'Mailbox', value: ({ address }) => address },
          { header: 'Owner', value: ({ userEmail }) => userEmail },
          ...mailColumns<Mailbox>(({ mails }) => mails),
        ]}
        fileName={`mailboxes-${rangeName}`}
      />
    </div>
  )
}
