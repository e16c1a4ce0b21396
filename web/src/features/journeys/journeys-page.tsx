import { IconGitBranch, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { apiPages, itemsOf } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { sequenceColumns } from '#features/sequences/sequence-columns.tsx'
import { SequenceFilters } from '#features/sequences/sequence-filters.tsx'
import { sequencesQuery } from '#features/sequences/sequences-search.ts'
import { useListedSequences } from '#features/sequences/use-listed-sequences.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { NewJourney } from './new-journey.tsx'

const COLUMNS = sequenceColumns('journey')

/** All journeys with what has come of them. */
export const JourneysPage = () => {
  const search = useSearch({ from: '/app/journeys' })
  const navigate = useNavigate({ from: '/journeys' })
  const { userId } = useSession()
  const pages = useInfiniteQuery({
    ...apiPages('/journeys', { params: { query: sequencesQuery(search, userId) } }),
    placeholderData: keepPreviousData,
  })
  const listed = useListedSequences(itemsOf(pages.data))
  const isFiltered = Object.keys(search).length > 0
  return (
    <>
      <PageHeader
        title="Journeys"
        about="Like cadences, with branches: what comes next depends on what a prospect does."
        actions={<NewJourney />}
      />
      {(isFiltered || listed.length > 0) && (
        <SequenceFilters
          label="Search journeys"
          search={search}
          onSearch={(next) => void navigate({ to: '/journeys', search: next, replace: true })}
        />
      )}
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
