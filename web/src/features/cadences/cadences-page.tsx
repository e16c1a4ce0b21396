import { IconSearch, IconSend } from '@tabler/icons-react'
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
import { NewCadence } from './new-cadence.tsx'

const COLUMNS = sequenceColumns('cadence')

/** All cadences with what has come of them. */
export const CadencesPage = () => {
  const search = useSearch({ from: '/app/cadences' })
  const navigate = useNavigate()
  const { userId } = useSession()
  const pages = useInfiniteQuery({
    ...apiPages('/cadences', { params: { query: sequencesQuery(search, userId) } }),
    placeholderData: keepPreviousData,
  })
  const listed = useListedSequences(itemsOf(pages.data))
  const isFiltered = Object.keys(search).length > 0
  return (
    <>
      <PageHeader
        title="Cadences"
        about="Mails, waits, calls and touches in a line."
        actions={<NewCadence />}
      />
      {(isFiltered || listed.length > 0) && (
        <SequenceFilters
          label="Search cadences"
          search={search}
          onSearch={(next) => void navigate({ to: '/cadences', search: next, replace: true })}
        />
      )}
      <DataTable
        label="Cadences"
        columns={COLUMNS}
        rows={listed}
        keyOf={({ id }) => id}
        loading={pages}
        rowHeight={60}
        onOpen={({ id }) => void navigate({ to: '/cadences/$cadenceId', params: { cadenceId: id } })}
        empty={<NoCadences isFiltered={isFiltered} />}
      />
    </>
  )
}

const NoCadences = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState
      icon={IconSearch}
      title="No cadence is like that"
      text="Change the filters above, or make a new one."
    />
  ) : (
    <EmptyState
      icon={IconSend}
      title="Write your first cadence"
      text="A few mails with waits between them, a call, a touch on LinkedIn. Begin from the example, and change it to your words."
      action={<NewCadence label="Begin" />}
    />
  )
