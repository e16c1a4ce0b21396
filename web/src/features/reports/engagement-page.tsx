import { PageHeader } from '#ui/page-header.tsx'

export const EngagementPage = () => <PageHeader title="Engagement" />
