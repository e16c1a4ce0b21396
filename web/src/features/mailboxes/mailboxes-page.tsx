import { PageHeader } from '#ui/page-header.tsx'

export const MailboxesPage = () => <PageHeader title="Mailboxes" />
