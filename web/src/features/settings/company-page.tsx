import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { DemoSection } from '#features/demo/demo-section.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { FailedState } from '#ui/states/index.ts'
import { CompanyForm } from './company-form.tsx'
import { SendingHold } from './sending-hold.tsx'

/** What the company decides for all. */
export const CompanyPage = () => {
  const settings = useQuery(apiQuery('/settings'))
  return (
    <>
      <PageHeader title="Company" about="What holds for everybody." />
      <Stack gap="lg">
        {settings.isPending && <Skeleton height={420} />}
        {settings.error && <FailedState error={settings.error} onRetry={() => void settings.refetch()} />}
        {settings.data && <CompanyForm settings={settings.data} />}
        <SendingHold />
        <DemoSection />
      </Stack>
    </>
  )
}
