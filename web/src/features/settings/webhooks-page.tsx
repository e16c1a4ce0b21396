import { PageHeader } from '#ui/page-header.tsx'

export const WebhooksPage = () => <PageHeader title="Webhooks" />
