import { PageHeader } from '#ui/page-header.tsx'

export const UnsubscribePage = () => <PageHeader title="Unsubscribe page" />
