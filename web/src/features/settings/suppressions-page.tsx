import { PageHeader } from '#ui/page-header.tsx'

export const SuppressionsPage = () => <PageHeader title="Suppression list" />
