import { PageHeader } from '#ui/page-header.tsx'

export const CallsPage = () => <PageHeader title="Calls" />
