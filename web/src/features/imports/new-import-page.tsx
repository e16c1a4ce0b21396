import { PageHeader } from '#ui/page-header.tsx'

export const NewImportPage = () => <PageHeader title="Import prospects" />
