import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { PagePending } from '#app/shell/page-pending.tsx'
import { EnrolmentsTable, readEnrolmentFilter } from '#features/enrolments/index.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { CadenceHeader } from './cadence-header.tsx'
import { CadenceNotices } from './cadence-notices.tsx'
import { type CadenceTab, readCadenceSearch } from './cadences-search.ts'
import { draftOf } from './editor/draft.ts'
import { CadenceNotSaved } from './editor/saving-line.tsx'
import { StepsTab } from './editor/steps-tab.tsx'
import { cadenceQuery, DraftContext, useDraft, useDraftStore } from './editor/use-draft.ts'
import type { Cadence } from './types.ts'
import { useMayChange } from './use-may-change.ts'

const SettingsTab = lazy(async () => ({ default: (await import('./settings/settings-tab.tsx')).SettingsTab }))

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
  const mayChange = useMayChange(cadence)
  const { id, published } = cadence
  // What is published can be looked at while a draft is edited.
  const shown = search.view === 'published' && published ? draftOf(published) : draft
  const isReadOnly = !mayChange || cadence.state === 'archived' || shown !== draft
  const tab = search.tab ?? 'steps'
  return (
    <>
      <CadenceHeader cadence={cadence} isReadOnly={isReadOnly} />
      <CadenceNotSaved cadenceId={id} />
      <CadenceNotices cadence={cadence} mayChange={mayChange} />
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
          <Suspense fallback={<LoadingRows />}>
            <SettingsTab settings={shown.settings} edit={edit} isReadOnly={isReadOnly} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
