import { PageHeader } from '#ui/page-header.tsx'

export const InboxPage = () => <PageHeader title="Inbox" />
