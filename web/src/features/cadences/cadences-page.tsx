import { Group, SegmentedControl, Select } from '@mantine/core'
import { IconSearch, IconSend } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { sequenceColumns } from '#features/sequences/sequence-columns.tsx'
import { DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { SearchInput } from '#ui/search-input.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { type CadencesSearch, readCadencesSearch } from './cadences-search.ts'
import { NewCadence } from './new-cadence.tsx'
import { useCadences } from './use-cadences.ts'

const COLUMNS = sequenceColumns('cadence')

/** All cadences with what has come of them. */
export const CadencesPage = () => {
  const search = useSearch({ from: '/app/cadences' })
  const navigate = useNavigate()
  const { pages, listed } = useCadences(search)
  const isFiltered = Object.keys(search).length > 0
  return (
    <>
      <PageHeader
        title="Cadences"
        about="Mails, waits, calls and touches in a line."
        actions={<NewCadence />}
      />
      {(isFiltered || listed.length > 0) && <Filters search={search} />}
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

const Filters = ({ search }: { search: CadencesSearch }) => {
  const navigate = useNavigate()
  const change = (next: Record<string, unknown>) =>
    void navigate({ to: '/cadences', search: readCadencesSearch({ ...search, ...next }), replace: true })
  return (
    <Group mb="md" gap="sm">
      <SearchInput
        w={{ base: '100%', xs: 260 }}
        label="Search cadences"
        value={search.q ?? ''}
        onSearch={(q) => change({ q })}
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
      <SegmentedControl
        aria-label="Whose"
        value={search.owner ?? 'all'}
        onChange={(owner) => change({ owner })}
        data={[
          { value: 'all', label: 'Everybody’s' },
          { value: 'me', label: 'Mine' },
        ]}
      />
    </Group>
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
