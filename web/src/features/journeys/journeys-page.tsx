import { PageHeader } from '#ui/page-header.tsx'

export const JourneysPage = () => <PageHeader title="Journeys" />
