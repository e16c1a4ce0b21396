import { Button, Group, Stack } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { apiPages, itemsOf } from '#api/index.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { SearchInput } from '#ui/search-input.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { CountFilters } from './count-filters.tsx'
import { ENROLMENT_COLUMNS } from './enrolment-columns.tsx'
import type { EnrolmentFilter } from './enrolment-filter.ts'
import { SelectionBar } from './selection-bar.tsx'
import { StartListDialog } from './start-list-dialog.tsx'
import type { SequenceRef } from './types.ts'

type Props = {
  sequence: SequenceRef
  /** Of the page's address: `readEnrolmentFilter`. */
  filter: EnrolmentFilter
  onFilter(filter: EnrolmentFilter): void
  /** Nobody can be started in what was never published, or is archived. */
  canStart: boolean
}

/** Everybody who is or was in a cadence or journey, with what he waits for; those who are chosen can be paused, resumed and stopped. */
export const EnrolmentsTable = ({ sequence, filter, onFilter, canStart }: Props) => {
  const navigate = useNavigate()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isStarting, setStarting] = useState(false)
  const pages = useEnrolments(sequence, filter)
  const rows = itemsOf(pages.data)
  const startButton = canStart && (
    <Button variant={rows.length > 0 ? 'default' : 'filled'} onClick={() => setStarting(true)}>
      Start a list
    </Button>
  )
  const isFiltered = filter.phase !== undefined || filter.status !== undefined || filter.search !== undefined
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <CountFilters sequence={sequence} filter={filter} onFilter={onFilter} />
        <Group gap="xs">
          <SearchInput
            label="Search these prospects"
            value={filter.search ?? ''}
            onSearch={(search) => onFilter({ ...filter, search: search === '' ? undefined : search })}
          />
          {(rows.length > 0 || isFiltered) && startButton}
        </Group>
      </Group>
      {selected.size > 0 && (
        <SelectionBar
          sequence={sequence}
          chosen={rows.filter(({ enrolmentId }) => selected.has(enrolmentId))}
          onDone={() => setSelected(new Set())}
        />
      )}
      <DataTable
        label="Prospects in it"
        columns={ENROLMENT_COLUMNS}
        rows={rows}
        keyOf={({ enrolmentId }) => enrolmentId}
        loading={pages}
        rowHeight={56}
        onOpen={({ prospectId }) => void navigate({ to: '/prospects/$prospectId', params: { prospectId } })}
        selection={{
          selected,
          onChange: setSelected,
          labelOf: (key) => `Choose ${rows.find(({ enrolmentId }) => enrolmentId === key)?.email ?? ''}`,
        }}
        empty={
          isFiltered ? (
            <EmptyState
              isSmall
              icon={IconUsers}
              title="Nobody is in this state"
              text="Choose another state, or empty the search."
              action={
                <Button variant="default" onClick={() => onFilter({})}>
                  Show all
                </Button>
              }
            />
          ) : (
            <EmptyState
              isSmall
              icon={IconUsers}
              title="Nobody has been started yet"
              text={
                canStart
                  ? `Start everybody in a list, or choose prospects on the page of prospects and start them in this ${sequence.kind}.`
                  : `Publish this ${sequence.kind} first; then prospects can be started in it.`
              }
              action={startButton}
            />
          )
        }
      />
      <StartListDialog opened={isStarting} onClose={() => setStarting(false)} sequence={sequence} />
    </Stack>
  )
}

const useEnrolments = ({ kind, id }: SequenceRef, filter: EnrolmentFilter) => {
  const init = { params: { path: { id }, query: { ...filter, limit: 100 } } }
  const cadence = useInfiniteQuery({
    ...apiPages('/cadences/{id}/enrolments', init),
    enabled: kind === 'cadence',
  })
  const journey = useInfiniteQuery({
    ...apiPages('/journeys/{id}/enrolments', init),
    enabled: kind === 'journey',
  })
  return kind === 'cadence' ? cadence : journey
}
