import { PageHeader } from '#ui/page-header.tsx'

export const CohortPage = () => <PageHeader title="Cohorts" />
