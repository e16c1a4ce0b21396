import { PageHeader } from '#ui/page-header.tsx'

export const MailboxHealthPage = () => <PageHeader title="Mailbox health" />
