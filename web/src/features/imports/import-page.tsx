import { Anchor, Button, Group, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { apiQuery } from '#api/index.ts'
import { StateBadge } from '#ui/badges/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { ImportNumbers } from './import-numbers.tsx'
import { ImportProgress } from './import-progress.tsx'
import { IMPORT_STATES } from './import-states.ts'
import { RejectedRows } from './rejected-rows.tsx'
import type { Import } from './types.ts'

const route = getRouteApi('/app/prospects/imports/$importId')

/** While it runs the page is told of its progress by the server, and asks by itself where that does not come. */
const ASK_AGAIN_MILLISECONDS = 1_500

/** An import: how far it is, what came of it, and the rows that could not be taken. */
export const ImportPage = () => {
  const { importId } = route.useParams()
  const { data, error, refetch } = useQuery({
    ...apiQuery('/imports/{id}', { params: { path: { id: importId } } }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? ASK_AGAIN_MILLISECONDS : false),
  })
  const back = { to: '/prospects/import', label: 'Imports' } as const
  if (error && !data)
    return (
      <>
        <PageHeader title="Import" back={back} />
        <FailedState error={error} onRetry={() => void refetch()} />
      </>
    )
  if (!data)
    return (
      <>
        <PageHeader title="Import" back={back} />
        <LoadingRows rows={3} height={72} />
      </>
    )
  return (
    <>
      <PageHeader
        title={data.fileName}
        beside={<StateBadge {...IMPORT_STATES[data.state]} />}
        about={aboutOf(data)}
        back={back}
        actions={
          data.state === 'done' && (
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/prospects" search={{ listId: data.listId }} {...props} />}
            >
              See the list
            </Button>
          )
        }
      />
      <Stack gap="lg">
        <ImportProgress of={data} />
        <ImportNumbers of={data} />
        {data.rejected > 0 && <RejectedRows of={data} actions={<RejectedActions importId={data.id} />} />}
      </Stack>
    </>
  )
}

const isUnderWay = (one: Import | undefined): boolean =>
  one === undefined || one.state === 'waiting' || one.state === 'running'

const aboutOf = ({ list, tags, owner, onExisting }: Import): string =>
  [
    `Into the list ${list}`,
    tags.length > 0 ? `tagged ${tags.join(', ')}` : '',
    owner ? `owner ${owner}` : '',
    onExisting === 'skip' ? 'who was there stayed as he was' : '',
  ]
    .filter(Boolean)
    .join(', ')

const RejectedActions = ({ importId }: { importId: string }) => (
  <Group gap="xs">
    <Anchor size="sm" renderRoot={(props) => <Link to="/prospects/import" {...props} />}>
      Import them corrected
    </Anchor>
    <Button
      component="a"
      href={`/api/v1/imports/${importId}/rejected.csv`}
      download
      variant="default"
      size="compact-sm"
      leftSection={<IconDownload size={14} aria-hidden />}
    >
      Download
    </Button>
  </Group>
)
