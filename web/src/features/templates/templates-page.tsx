import { PageHeader } from '#ui/page-header.tsx'

export const TemplatesPage = () => <PageHeader title="Templates" />
