import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { PagePending } from '#app/shell/page-pending.tsx'
import { useMayChange } from '#features/cadences/use-may-change.ts'
import { EnrolmentsTable, readEnrolmentFilter } from '#features/enrolments/index.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { JourneyNotSaved } from './editor/saving-line.tsx'
import { journeyQuery, useEditing, useJourneyStore } from './editor/use-journey-store.ts'
import { JourneyHeader } from './journey-header.tsx'
import { JourneyNotices } from './journey-notices.tsx'
import { readJourneySearch } from './journeys-search.ts'
import { NodesTab } from './nodes-tab.tsx'
import type { Journey } from './types.ts'

const JourneySettings = lazy(async () => ({
  default: (await import('./journey-settings.tsx')).JourneySettings,
}))

/** One journey: its nodes, who is in it, and how it sends. */
export const JourneyPage = () => {
  const { journeyId } = useParams({ from: '/app/journeys/$journeyId' })
  const journey = useQuery(journeyQuery(journeyId))
  if (journey.isPending) return <PagePending />
  if (!journey.data) return <FailedState error={journey.error} onRetry={() => void journey.refetch()} />
  return <Workspace key={journeyId} journey={journey.data} />
}

const Workspace = ({ journey }: { journey: Journey }) => {
  const search = useSearch({ from: '/app/journeys/$journeyId' })
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const store = useJourneyStore(journey)
  const { definition } = useEditing(store)
  const mayChange = useMayChange(journey)
  const { id, state, published } = journey
  // What is published can be looked at while a draft is edited.
  const shown = search.view === 'published' && published ? published : definition
  const isReadOnly = !mayChange || state === 'archived' || shown !== definition
  return (
    <>
      <JourneyHeader journey={journey} store={store} mayChange={mayChange} isReadOnly={isReadOnly} />
      <JourneyNotSaved store={store} journeyId={id} />
      <JourneyNotices journey={journey} mayChange={mayChange} />
      <Tabs
        value={search.tab ?? 'nodes'}
        onChange={(tab) => {
          const { show, view } = search
          void navigate({ search: readJourneySearch({ show, view, tab }) })
        }}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="nodes">Nodes</Tabs.Tab>
          <Tabs.Tab value="prospects">Prospects</Tabs.Tab>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="nodes">
          <NodesTab journeyId={id} definition={shown} store={store} isReadOnly={isReadOnly} />
        </Tabs.Panel>
        <Tabs.Panel value="prospects">
          <EnrolmentsTable
            sequence={{ kind: 'journey', id }}
            filter={readEnrolmentFilter(search)}
            onFilter={(filter) =>
              void navigate({ search: readJourneySearch({ tab: 'prospects', ...filter }), replace: true })
            }
            canStart={state === 'live' || state === 'paused'}
          />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <Suspense fallback={<LoadingRows />}>
            <JourneySettings settings={shown.settings} store={store} isReadOnly={isReadOnly} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
