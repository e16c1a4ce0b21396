import { PageHeader } from '#ui/page-header.tsx'

export const TasksPage = () => <PageHeader title="Tasks" />
