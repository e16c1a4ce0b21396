import { Group, Select } from '@mantine/core'
import { IconGitBranch, IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { sequenceColumns } from '#features/sequences/sequence-columns.tsx'
import { DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { SearchInput } from '#ui/search-input.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { type JourneysSearch, readJourneysSearch } from './journeys-search.ts'
import { NewJourney } from './new-journey.tsx'
import { useJourneys } from './use-journeys.ts'

const COLUMNS = sequenceColumns('journey')

/** All journeys with what has come of them. */
export const JourneysPage = () => {
  const search = useSearch({ from: '/app/journeys' })
  const navigate = useNavigate({ from: '/journeys' })
  const { pages, listed } = useJourneys(search)
  const isFiltered = Object.keys(search).length > 0
  return (
    <>
      <PageHeader
        title="Journeys"
        about="Like cadences, with branches: what comes next depends on what a prospect does."
        actions={<NewJourney />}
      />
      {(isFiltered || listed.length > 0) && <Filters search={search} />}
      <DataTable
        label="Journeys"
        columns={COLUMNS}
        rows={listed}
        keyOf={({ id }) => id}
        loading={pages}
        rowHeight={60}
        onOpen={({ id }) => void navigate({ to: '/journeys/$journeyId', params: { journeyId: id } })}
        empty={
          isFiltered ? (
            <EmptyState
              icon={IconSearch}
              title="No journey is like that"
              text="Change the filters above, or make a new one."
            />
          ) : (
            <EmptyState
              icon={IconGitBranch}
              title="Draw your first journey"
              text="A mail, a wait for a click, and one way for those who clicked, another for those who did not. Begin from the example, and change it to your words."
              action={<NewJourney label="Begin" />}
            />
          )
        }
      />
    </>
  )
}

const Filters = ({ search }: { search: JourneysSearch }) => {
  const navigate = useNavigate({ from: '/journeys' })
  const change = (next: Record<string, unknown>) =>
    void navigate({ search: readJourneysSearch({ ...search, ...next }), replace: true })
  return (
    <Group mb="md" gap="sm">
      <SearchInput
        label="Search journeys"
        value={search.q ?? ''}
        onSearch={(q) => change({ q })}
        w={{ base: '100%', xs: 240 }}
      />
      <Select
        w={150}
        aria-label="State"
        allowDeselect={false}
        value={search.state ?? 'active'}
        onChange={(state) => change({ state })}
        data={[
          { value: 'active', label: 'In use' },
          { value: 'live', label: 'Running' },
          { value: 'paused', label: 'Paused' },
          { value: 'draft', label: 'Drafts' },
          { value: 'archived', label: 'Archived' },
          { value: 'all', label: 'All' },
        ]}
      />
    </Group>
  )
}
