import { PageHeader } from '#ui/page-header.tsx'

export const ProspectPage = () => <PageHeader title="Prospect" />
