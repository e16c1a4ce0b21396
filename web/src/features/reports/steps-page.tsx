import { PageHeader } from '#ui/page-header.tsx'

export const StepsPage = () => <PageHeader title="Steps and options" />
