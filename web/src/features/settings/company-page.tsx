import { PageHeader } from '#ui/page-header.tsx'

export const CompanyPage = () => <PageHeader title="Company" />
