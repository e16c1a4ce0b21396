import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { PageHeader } from '#ui/page-header.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { ProspectView } from './prospect-view.tsx'
import { prospectQuery } from './use-prospect.ts'

const route = getRouteApi('/app/prospects/$prospectId')

/** One prospect: who he is, what runs for him, what is to be done, and everything that happened. */
export const ProspectPage = () => {
  const { prospectId } = route.useParams()
  const { data, error, refetch } = useQuery(prospectQuery(prospectId))
  if (error && !data)
    return (
      <>
        <PageHeader title="Prospect" back={{ to: '/prospects', label: 'Prospects' }} />
        <FailedState error={error} onRetry={() => void refetch()} />
      </>
    )
  if (!data)
    return (
      <Stack>
        <PageHeader title="Prospect" back={{ to: '/prospects', label: 'Prospects' }} />
        <Skeleton height={20} width={260} />
        <LoadingRows rows={8} height={56} />
      </Stack>
    )
  // Anew for everybody, so that nothing typed for one stands at the next.
  return <ProspectView key={data.id} prospect={data} />
}
