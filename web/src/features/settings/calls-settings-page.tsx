import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { FailedState } from '#ui/states/index.ts'
import { OutcomesForm } from './outcomes/outcomes-form.tsx'
import { TwilioForm } from './twilio-form.tsx'

/** How calls are made, and what can be said of them. */
export const CallsSettingsPage = () => {
  const isAdmin = useHasRole('admin')
  const settings = useQuery(apiQuery('/settings'))
  return (
    <>
      <PageHeader title="Calls and outcomes" />
      <Stack gap="lg">
        {isAdmin && <TwilioForm />}
        {settings.isPending && <Skeleton height={300} />}
        {settings.error && <FailedState error={settings.error} onRetry={() => void settings.refetch()} />}
        {settings.data && <OutcomesForm outcomes={settings.data.taskOutcomes} isReadOnly={!isAdmin} />}
      </Stack>
    </>
  )
}
