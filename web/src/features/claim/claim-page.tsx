import { PageHeader } from '#ui/page-header.tsx'

export const ClaimPage = () => <PageHeader title="Set up this instance" />
