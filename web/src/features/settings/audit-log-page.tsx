import { PageHeader } from '#ui/page-header.tsx'

export const AuditLogPage = () => <PageHeader title="Audit log" />
