import { Button, Menu, Text } from '@mantine/core'
import { IconChevronDown, IconPlus, IconSearchOff, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { apiPages, apiQuery, itemsOf } from '#api/index.ts'
import { personName } from '#features/prospect/person-name.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { AddProspectDialog } from './add-prospect-dialog.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { exportAddress } from './export-address.ts'
import { FilterBar } from './filter-bar.tsx'
import { NOTHING } from './filter-chips.ts'
import { prospectColumns, USUAL_COLUMNS } from './prospect-columns.tsx'
import { changed, filterOf, type SearchChange, USUAL_SORT } from './prospects-search.ts'
import { useBulkAction } from './use-bulk-action.ts'
import { useChoices } from './use-choices.ts'
import { ViewsMenu } from './views-menu.tsx'

const route = getRouteApi('/app/prospects')
const PAGE = 100

/** The table of prospects: found, looked at, and worked on by the many. */
export const ProspectsPage = () => {
  const search = route.useSearch()
  const navigate = useNavigate()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isEverybody, setEverybody] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const choices = useChoices()
  const filter = filterOf(search)
  const sort = search.sort ?? USUAL_SORT
  const columns = search.columns ?? USUAL_COLUMNS
  const pages = useInfiniteQuery(
    apiPages('/prospects', { params: { query: { ...filter, sort, limit: PAGE } } }),
  )
  const count = useQuery(apiQuery('/prospect-count', { params: { query: filter } }))
  const rows = itemsOf(pages.data)
  const clear = (): void => {
    setSelected(new Set())
    setEverybody(false)
  }
  const bulk = useBulkAction({ onDone: clear })
  const change = (to: SearchChange): void => {
    clear()
    void navigate({ to: '/prospects', search: changed(search, to), replace: true })
  }
  const isNarrowed = Object.keys(filter).length > 0
  const total = count.data ? `${count.data.exact ? '' : 'about '}${formatNumber(count.data.count)}` : ''
  const open = (prospectId: string) => void navigate({ to: '/prospects/$prospectId', params: { prospectId } })
  return (
    <>
      <PageHeader
        title="Prospects"
        beside={
          count.data && (
            <Text c="dimmed" component="span" fz="sm">
              {total}
            </Text>
          )
        }
        actions={
          <>
            <ViewsMenu search={search} onChange={change} />
            <ColumnsMenu
              customFields={choices.customFields.map(({ value }) => value)}
              chosen={columns}
              onChange={(to) => change({ columns: to })}
            />
            <AddMenu filter={filter} onAdd={() => setAdding(true)} />
          </>
        }
      />
      <FilterBar search={search} choices={choices} onChange={change} />
      <DataTable
        label="Prospects"
        columns={prospectColumns(columns, { sort, onSort: (to) => change({ sort: to }) })}
        rows={rows}
        keyOf={({ id }) => id}
        loading={pages}
        rowHeight={52}
        onOpen={({ id }) => open(id)}
        selection={{
          selected,
          onChange: (to) => {
            setSelected(to)
            setEverybody(false)
          },
          labelOf: (key) =>
            `Select ${rows.filter(({ id }) => id === key).map(personName)[0] ?? 'the prospect'}`,
        }}
        empty={
          isNarrowed ? (
            <EmptyState
              icon={IconSearchOff}
              title="Nobody fits"
              text="No prospect fulfils all of these conditions. Take one away, or look at everybody."
              action={<Button onClick={() => change(NOTHING)}>Show all prospects</Button>}
            />
          ) : (
            <EmptyState
              icon={IconUsers}
              title="No prospects yet"
              text="Import the people you want to write to from a CSV file, or add one by hand."
              action={
                <Button renderRoot={(props) => <Link to="/prospects/import" {...props} />}>
                  Import a CSV
                </Button>
              }
            />
          )
        }
      />
      {selected.size > 0 && (
        <BulkBar
          selectedIds={isEverybody ? null : [...selected]}
          filter={filter}
          total={total}
          progress={bulk.progress}
          isBusy={bulk.start.isPending}
          choices={choices}
          onAction={(action) =>
            bulk.start.mutate({ action, chosen: isEverybody ? { filter } : { prospectIds: [...selected] } })
          }
          onSelectAll={
            !isEverybody && pages.hasNextPage && selected.size === rows.length
              ? () => setEverybody(true)
              : undefined
          }
          onClear={clear}
        />
      )}
      <AddProspectDialog
        opened={isAdding}
        choices={choices}
        onClose={() => setAdding(false)}
        onAdded={open}
      />
    </>
  )
}

const AddMenu = ({ filter, onAdd }: { filter: Parameters<typeof exportAddress>[0]; onAdd(): void }) => (
  <>
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          File
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item renderRoot={(props) => <Link to="/prospects/import" {...props} />}>Import a CSV</Menu.Item>
        <Menu.Item component="a" href={exportAddress(filter)} download="prospects.csv">
          Export what is shown
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
      Add prospect
    </Button>
  </>
)
