import { Alert, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { apiQuery } from '#api/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { DomainLook } from './domain-look.tsx'
import { HoursForm } from './hours-form.tsx'
import { IdentityForm } from './identity-form.tsx'
import { LimitsForm } from './limits-form.tsx'
import { MailboxActions } from './mailbox-actions.tsx'
import { MailboxHealth } from './mailbox-health.tsx'
import { MailboxState } from './mailbox-state.tsx'
import classes from './mailboxes.module.css'
import { dayOf, limitOn } from './ramp.ts'
import { ServersForm } from './servers-form.tsx'
import type { Mailbox } from './types.ts'
import { useMailboxes } from './use-mailboxes.ts'

const BACK = { to: '/mailboxes', label: 'Mailboxes' } as const

/** One mailbox: how it does, and everything that can be set. */
export const MailboxPage = () => {
  const { mailboxId } = useParams({ from: '/app/mailboxes/$mailboxId' })
  const mailbox = useQuery(apiQuery('/mailboxes/{id}', { params: { path: { id: mailboxId } } }))
  if (mailbox.isPending) return <LoadingRows rows={8} />
  if (mailbox.isError)
    return (
      <>
        <PageHeader title="Mailbox" back={BACK} />
        <FailedState error={mailbox.error} onRetry={() => void mailbox.refetch()} />
      </>
    )
  return <MailboxView key={mailboxId} mailbox={mailbox.data} />
}

const MailboxView = ({ mailbox }: { mailbox: Mailbox }) => {
  const { sentToday, healthOf, nameOf } = useMailboxes()
  const { id, address, state, userId, limits, pauseReason } = mailbox
  return (
    <>
      <PageHeader
        title={address}
        about={nameOf(userId)}
        beside={<MailboxState mailbox={mailbox} />}
        back={BACK}
        actions={state !== 'removed' && <MailboxActions mailbox={mailbox} />}
      />
      <Stack gap="lg" className={classes.form}>
        {state === 'removed' && (
          <Alert color="gray">
            It was removed. Its mails and threads are still here; connect the address again to go on.
          </Alert>
        )}
        {state === 'paused' && pauseReason !== null && (
          <Alert color="orange" title="Paused">
            {pauseReason}
          </Alert>
        )}
        <MailboxHealth
          mailbox={mailbox}
          health={healthOf(id)}
          sent={sentToday(id)}
          limit={limitOn(limits, dayOf(new Date()))}
        />
        {state !== 'removed' && (
          <>
            <LimitsForm mailbox={mailbox} />
            <HoursForm mailbox={mailbox} />
            <DomainLook mailboxId={id} />
            <IdentityForm mailbox={mailbox} />
            <ServersForm mailbox={mailbox} />
          </>
        )}
      </Stack>
    </>
  )
}
