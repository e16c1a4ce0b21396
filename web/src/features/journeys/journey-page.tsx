import { Stack, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { PagePending } from '#app/shell/page-pending.tsx'
import { LimitSettings } from '#features/cadences/settings/limit-settings.tsx'
import { ScheduleSettings } from '#features/cadences/settings/schedule-settings.tsx'
import { SenderSettings } from '#features/cadences/settings/sender-settings.tsx'
import { StopSettings } from '#features/cadences/settings/stop-settings.tsx'
import { useMayChange } from '#features/cadences/use-may-change.ts'
import { EnrolmentsTable, readEnrolmentFilter } from '#features/enrolments/index.ts'
import { FailedState } from '#ui/states/index.ts'
import type { JourneyStore } from './editor/journey-store.ts'
import { SavingFailed } from './editor/saving-line.tsx'
import { journeyQuery, useEditing, useJourneyStore } from './editor/use-journey-store.ts'
import { JourneyHeader } from './journey-header.tsx'
import { JourneyNotices } from './journey-notices.tsx'
import { readJourneySearch } from './journeys-search.ts'
import { NodesTab } from './nodes-tab.tsx'
import type { Journey, Settings } from './types.ts'

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
      <SavingFailed store={store} journeyId={id} />
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
          <JourneySettings settings={shown.settings} store={store} isReadOnly={isReadOnly} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

/** How a journey sends: as a cadence does. */
const JourneySettings = ({
  settings,
  store,
  isReadOnly,
}: {
  settings: Settings
  store: JourneyStore
  isReadOnly: boolean
}) => {
  const onChange = (change: Partial<Settings>) =>
    store.edit((now) => ({ ...now, settings: { ...now.settings, ...change } }))
  const props = { settings, onChange, isReadOnly }
  return (
    <Stack gap="lg" maw={760}>
      <ScheduleSettings {...props} />
      <SenderSettings {...props} />
      <LimitSettings {...props} />
      <StopSettings {...props} />
    </Stack>
  )
}
