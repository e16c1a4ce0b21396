import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '#api/index.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { EmptyState, FailedState, LoadingRows } from '#ui/states/index.ts'
import { MailboxHealth } from './mailbox-health.tsx'
import { MailboxMails } from './mailbox-mails.tsx'
import { ReportFilters } from './report-filters.tsx'
import classes from './reports.module.css'
import { useReport } from './use-report.ts'

/** How each mailbox does now, and what it sent. */
export const MailboxHealthPage = () => {
  const { days, settings } = useReport()
  const health = useQuery(apiQuery('/reports/mailboxes/health'))
  const error = health.error ?? settings.error
  return (
    <>
      <PageTitle title="Mailboxes · Reports" />
      {error && (
        <FailedState
          error={error}
          onRetry={() => {
            void health.refetch()
            void settings.refetch()
          }}
        />
      )}
      {!error && (health.isPending || !days) && <LoadingRows rows={6} height={64} />}
      {health.data?.mailboxes.length === 0 && (
        <EmptyState
          icon={IconMail}
          title="No mailbox is connected"
          text="Reports of mailboxes tell how mails fare on their way. Connect one first."
          action={
            <Button component={Link} to="/mailboxes/new">
              Connect a mailbox
            </Button>
          }
        />
      )}
      {health.data && health.data.mailboxes.length > 0 && days && (
        <div className={classes.stack}>
          <MailboxHealth mailboxes={health.data.mailboxes} />
          <div>
            <ReportFilters />
            <MailboxMails days={days} />
          </div>
        </div>
      )}
    </>
  )
}
