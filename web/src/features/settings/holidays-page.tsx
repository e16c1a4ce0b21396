import { PageHeader } from '#ui/page-header.tsx'

export const HolidaysPage = () => <PageHeader title="Holidays" />
