import { PageHeader } from '#ui/page-header.tsx'

export const NewMailboxPage = () => <PageHeader title="Connect a mailbox" />
