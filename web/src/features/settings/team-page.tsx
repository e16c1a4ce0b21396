import { PageHeader } from '#ui/page-header.tsx'

export const TeamPage = () => <PageHeader title="Team" />
