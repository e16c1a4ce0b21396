import { PageHeader } from '#ui/page-header.tsx'

export const ApiKeysPage = () => <PageHeader title="API keys" />
