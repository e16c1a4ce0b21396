import { Anchor, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { apiPages, itemsOf } from '#api/index.ts'
import { StateBadge } from '#ui/badges/index.ts'
import { type Column, DataTable } from '#ui/data-table/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { Section } from '#ui/section.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'
import { IMPORT_STATES } from './import-states.ts'
import type { ListedImport } from './types.ts'

const COLUMNS: readonly Column<ListedImport>[] = [
  {
    key: 'file',
    header: 'File',
    render: ({ id, fileName, list }) => (
      <>
        <Anchor
          size="sm"
          fw={550}
          renderRoot={(props) => (
            <Link to="/prospects/imports/$importId" params={{ importId: id }} {...props} />
          )}
        >
          {fileName}
        </Anchor>
        <Text size="xs" c="dimmed">
          into {list}
        </Text>
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 110,
    render: ({ state }) => <StateBadge {...IMPORT_STATES[state]} />,
  },
  {
    key: 'added',
    header: 'Added',
    width: 90,
    isNumber: true,
    from: 'sm',
    render: ({ added }) => formatNumber(added),
  },
  {
    key: 'updated',
    header: 'Updated',
    width: 90,
    isNumber: true,
    from: 'sm',
    render: ({ updated }) => formatNumber(updated),
  },
  {
    key: 'rejected',
    header: 'Rejected',
    width: 90,
    isNumber: true,
    from: 'sm',
    render: ({ rejected }) => formatNumber(rejected),
  },
  {
    key: 'when',
    header: 'Started',
    width: 130,
    from: 'md',
    render: ({ createdAt }) => <Time at={createdAt} size="sm" />,
  },
]

/** What was imported before. */
export const PastImports = () => {
  const navigate = useNavigate()
  const imports = useInfiniteQuery(apiPages('/imports', { params: { query: { limit: 50 } } }))
  return (
    <Section title="Earlier imports" isFlush>
      <DataTable
        label="Earlier imports"
        columns={COLUMNS}
        rows={itemsOf(imports.data)}
        keyOf={({ id }) => id}
        loading={imports}
        rowHeight={58}
        onOpen={({ id }) => void navigate({ to: '/prospects/imports/$importId', params: { importId: id } })}
        empty={
          <EmptyState
            isSmall
            icon={IconFileSpreadsheet}
            title="None yet"
            text="What you import is listed here, with the rows that could not be taken."
          />
        }
      />
    </Section>
  )
}
