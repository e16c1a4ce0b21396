import { PageHeader } from '#ui/page-header.tsx'

export const WebhookPage = () => <PageHeader title="Webhook" />
