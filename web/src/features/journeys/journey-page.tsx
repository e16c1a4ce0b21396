import { PageHeader } from '#ui/page-header.tsx'

export const JourneyPage = () => <PageHeader title="Journey" />
