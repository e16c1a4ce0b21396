import { useNavigate } from '@tanstack/react-router'
import { PageHeader } from '#ui/page-header.tsx'
import { Section } from '#ui/section.tsx'
import { ConnectMailbox } from './connect-mailbox.tsx'
import classes from './mailboxes.module.css'

/** Connects a mailbox; what comes next (its domain, a test mail, limits) stands on its own page. */
export const NewMailboxPage = () => {
  const navigate = useNavigate()
  return (
    <>
      <PageHeader title="Connect a mailbox" back={{ to: '/mailboxes', label: 'Mailboxes' }} />
      <div className={classes.form}>
        <Section
          title="Where you write from"
          about="Both servers are tried first; the password is kept encrypted and never shown."
        >
          <ConnectMailbox
            onConnected={({ id }) =>
              void navigate({ to: '/mailboxes/$mailboxId', params: { mailboxId: id } })
            }
          />
        </Section>
      </div>
    </>
  )
}
