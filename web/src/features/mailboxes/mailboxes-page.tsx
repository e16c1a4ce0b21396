import { Button } from '@mantine/core'
import { IconMail, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { mailboxColumns } from './mailbox-columns.tsx'
import { useMailboxes } from './use-mailboxes.ts'

const CONNECT = { to: '/mailboxes/new' } as const

/** The accounts that mails leave from and answers come to. */
export const MailboxesPage = () => {
  const navigate = useNavigate()
  const { list, mailboxes, ...about } = useMailboxes()
  return (
    <>
      <PageHeader
        title="Mailboxes"
        about="Mails leave from here at human pace, and answers are read here."
        actions={
          mailboxes.length > 0 && (
            <Button
              leftSection={<IconPlus size={16} />}
              renderRoot={(props) => <Link {...CONNECT} {...props} />}
            >
              Connect a mailbox
            </Button>
          )
        }
      />
      <DataTable
        label="Mailboxes"
        columns={mailboxColumns(about)}
        rows={mailboxes}
        keyOf={({ id }) => id}
        loading={list}
        rowHeight={60}
        onOpen={({ id }) => void navigate({ to: '/mailboxes/$mailboxId', params: { mailboxId: id } })}
        empty={
          <EmptyState
            icon={IconMail}
            title="No mailbox yet"
            text="Connect the mailbox that you write from. It takes a minute: the servers of common providers are known, and both are tried before anything is kept."
            action={
              <Button renderRoot={(props) => <Link {...CONNECT} {...props} />}>Connect a mailbox</Button>
            }
          />
        }
      />
    </>
  )
}
