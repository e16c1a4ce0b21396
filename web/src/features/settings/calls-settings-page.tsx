import { PageHeader } from '#ui/page-header.tsx'

export const CallsSettingsPage = () => <PageHeader title="Calls" />
