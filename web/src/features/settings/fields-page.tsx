import { PageHeader } from '#ui/page-header.tsx'

export const FieldsPage = () => <PageHeader title="Fields, tags and lists" />
