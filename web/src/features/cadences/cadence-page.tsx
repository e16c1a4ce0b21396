import { PageHeader } from '#ui/page-header.tsx'

export const CadencePage = () => <PageHeader title="Cadence" />
