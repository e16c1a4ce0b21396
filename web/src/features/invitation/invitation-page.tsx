import { PageHeader } from '#ui/page-header.tsx'

export const InvitationPage = () => <PageHeader title="Invitation" />
