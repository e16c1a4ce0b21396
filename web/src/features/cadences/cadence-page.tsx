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
import { type CadenceTab, readCadenceSearch } from './cadence-search.ts'
import { draftOf } from './editor/draft.ts'
import { CadenceNotSaved } from './editor/not-saved.tsx'
import { StepsTab } from './editor/steps-tab.tsx'
import { cadenceQuery, DraftContext, useDraft, useDraftStore, useSaving } from './editor/use-draft.ts'
import { PublishDialog } from './publish-dialog.tsx'
import type { Cadence } from './types.ts'

/** One cadence: its steps, who is in it, and how it sends. */
export const CadencePage = () => {
  const { cadenceId } = useParams({ from: '/app/cadences/$cadenceId' })
  const cadence = useQuery(cadenceQuery(cadenceId))
  if (cadence.isPending) return <PagePending />
  if (!cadence.data) return <FailedState error={cadence.error} onRetry={() => void cadence.refetch()} />
  return <Workspace key={cadenceId} cadence={cadence.data} />
}

const Workspace = ({ cadence }: { cadence: Cadence }) => {
  const store = useDraftStore(cadence)
  return (
    <DraftContext value={store}>
      <Content cadence={cadence} />
    </DraftContext>
  )
}

const TABS: readonly { value: CadenceTab; label: string }[] = [
  { value: 'steps', label: 'Steps' },
  { value: 'prospects', label: 'Prospects' },
  { value: 'settings', label: 'Settings' },
]

const Content = ({ cadence }: { cadence: Cadence }) => {
  const search = useSearch({ from: '/app/cadences/$cadenceId' })
  const navigate = useNavigate({ from: '/cadences/$cadenceId' })
  const { draft, edit } = useDraft()
  const { store } = useSaving()
  const mayChange = useMayChange(cadence)
  const { id, published } = cadence
  // What is published can be looked at while a draft is edited.
  const shown = search.view === 'published' && published ? draftOf(published) : draft
  const isReadOnly = !mayChange || cadence.state === 'archived' || shown !== draft
  const tab = search.tab ?? 'steps'
  const changeSettings = (change: Partial<Settings>): void =>
    edit((now) => ({ ...now, settings: { ...now.settings, ...change } }))
  return (
    <>
      <SequenceHeader
        kind="cadence"
        sequence={cadence}
        store={store}
        isReadOnly={isReadOnly}
        publishDialog={(dialog) => <PublishDialog cadence={cadence} {...dialog} />}
      />
      <CadenceNotSaved cadenceId={id} />
      <SequenceNotices
        kind="cadence"
        sequence={cadence}
        store={store}
        mayChange={mayChange}
        view={search.view}
        onView={(view) => void navigate({ search: readCadenceSearch({ ...search, view }), replace: true })}
      />
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: readCadenceSearch({
              ...search,
              tab: next,
              phase: undefined,
              status: undefined,
              search: undefined,
            }),
          })
        }
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          {TABS.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="steps">
          <StepsTab cadenceId={id} draft={shown} edit={edit} isReadOnly={isReadOnly} />
        </Tabs.Panel>
        <Tabs.Panel value="prospects">
          <EnrolmentsTable
            sequence={{ kind: 'cadence', id }}
            filter={readEnrolmentFilter(search)}
            onFilter={(filter) =>
              void navigate({ search: readCadenceSearch({ tab: 'prospects', ...filter }), replace: true })
            }
            canStart={cadence.state === 'live' || cadence.state === 'paused'}
          />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <LazySettingsTab settings={shown.settings} onChange={changeSettings} isReadOnly={isReadOnly} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
