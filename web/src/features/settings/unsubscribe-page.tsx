import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { FailedState } from '#ui/states/index.ts'
import { UnsubscribeForm } from './unsubscribe/unsubscribe-form.tsx'

/** What people see who unsubscribe. */
export const UnsubscribePage = () => {
  const settings = useQuery(apiQuery('/settings'))
  return (
    <>
      <PageHeader
        title="Unsubscribe page"
        about="Where the link in your mails leads. People unsubscribe by one button, whatever you write."
      />
      {settings.isPending && <Skeleton height={520} />}
      {settings.error && <FailedState error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && <UnsubscribeForm settings={settings.data} />}
    </>
  )
}
