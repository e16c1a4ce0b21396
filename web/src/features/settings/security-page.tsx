import { PageHeader } from '#ui/page-header.tsx'

export const SecurityPage = () => <PageHeader title="Security" />
