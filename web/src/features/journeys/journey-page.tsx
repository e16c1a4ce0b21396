import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { PagePending } from '#app/shell/page-pending.tsx'
import { EnrolmentsTable, readEnrolmentFilter } from '#features/enrolments/index.ts'
import { SequenceHeader } from '#features/sequences/sequence-header.tsx'
import { SequenceNotices } from '#features/sequences/sequence-notices.tsx'
import { LazySettingsTab } from '#features/sequences/settings/lazy-settings-tab.tsx'
import type { Settings } from '#features/sequences/types.ts'
import { useMayChange } from '#features/sequences/use-may-change.ts'
import { FailedState } from '#ui/states/index.ts'
import { JourneyNotSaved } from './editor/not-saved.tsx'
import { journeyQuery, useEditing, useJourneyStore } from './editor/use-journey-store.ts'
import { readJourneySearch } from './journey-search.ts'
import { NodesTab } from './nodes-tab.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import type { Journey } from './types.ts'

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
  const { draft: definition } = useEditing(store)
  const mayChange = useMayChange(journey)
  const { id, state, published } = journey
  // What is published can be looked at while a draft is edited.
  const shown = search.view === 'published' && published ? published : definition
  const isReadOnly = !mayChange || state === 'archived' || shown !== definition
  const changeSettings = (change: Partial<Settings>): void =>
    store.edit((now) => ({ ...now, settings: { ...now.settings, ...change } }))
  return (
    <>
      <SequenceHeader
        kind="journey"
        sequence={journey}
        store={store}
        isReadOnly={isReadOnly}
        publishDialog={(dialog) => <PublishDialog journey={journey} {...dialog} />}
      />
      <JourneyNotSaved store={store} journeyId={id} />
      <SequenceNotices
        kind="journey"
        sequence={journey}
        store={store}
        mayChange={mayChange}
        view={search.view}
        onView={(view) => void navigate({ search: readJourneySearch({ ...search, view }), replace: true })}
      />
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
          <LazySettingsTab settings={shown.settings} onChange={changeSettings} isReadOnly={isReadOnly} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
