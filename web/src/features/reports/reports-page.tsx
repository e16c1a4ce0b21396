import { PageHeader } from '#ui/page-header.tsx'

export const ReportsPage = () => <PageHeader title="Reports" />
