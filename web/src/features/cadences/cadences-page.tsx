import { PageHeader } from '#ui/page-header.tsx'

export const CadencesPage = () => <PageHeader title="Cadences" />
