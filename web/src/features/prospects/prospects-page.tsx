import { PageHeader } from '#ui/page-header.tsx'

export const ProspectsPage = () => <PageHeader title="Prospects" />
