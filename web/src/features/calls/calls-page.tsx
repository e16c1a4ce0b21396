import { Button, Group, Select } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { apiPages, itemsOf } from '#api/index.ts'
import { useMembers } from '#app/use-members.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { CALL_COLUMNS } from './call-columns.tsx'
import { CallDialog } from './call-dialog.tsx'
import { DISPOSITION_LABELS, DISPOSITIONS } from './calls-search.ts'

/** The log of all calls, the last one first. */
export const CallsPage = () => {
  const search = useSearch({ from: '/app/calls' })
  const navigate = useNavigate({ from: '/calls' })
  const { items: members } = useMembers()
  const { disposition, user } = search
  const calls = useInfiniteQuery(
    apiPages('/calls', {
      params: { query: { limit: 100, ...(disposition && { disposition }), ...(user && { userId: user }) } },
    }),
  )
  const listed = itemsOf(calls.data)
  const isFiltered = disposition !== undefined || user !== undefined
  const change = (next: { disposition?: string | null; user?: string | null; call?: string | null }) =>
    void navigate({
      search: ({ ...before }) => {
        const after = { ...before, ...next }
        return {
          disposition: DISPOSITIONS.find((one) => one === after.disposition),
          user: after.user ?? undefined,
          call: after.call ?? undefined,
        }
      },
      resetScroll: false,
    })
  return (
    <>
      <PageHeader title="Calls" about="Every call that was dialled or logged, the last one first." />
      {(isFiltered || listed.length > 0) && (
        <Group gap="sm" mb="lg">
          <Select
            aria-label="Result"
            placeholder="All results"
            clearable
            w={{ base: '100%', xs: 180 }}
            data={DISPOSITIONS.map((value) => ({ value, label: DISPOSITION_LABELS[value] }))}
            value={disposition ?? null}
            onChange={(value) => change({ disposition: value })}
          />
          {members.length > 1 && (
            <Select
              aria-label="Who called"
              placeholder="Everybody"
              clearable
              w={{ base: '100%', xs: 220 }}
              data={members.map(({ userId, name, email }) => ({ value: userId, label: name || email }))}
              value={user ?? null}
              onChange={(value) => change({ user: value })}
            />
          )}
        </Group>
      )}
      <DataTable
        label="Calls"
        columns={CALL_COLUMNS}
        rows={listed}
        keyOf={({ id }) => id}
        loading={calls}
        onOpen={({ id }) => change({ call: id })}
        empty={
          isFiltered ? (
            <EmptyState
              icon={IconPhone}
              title="No such calls"
              text="Nobody made a call like that yet."
              action={
                <Button variant="default" onClick={() => change({ disposition: null, user: null })}>
                  Clear the filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconPhone}
              title="No calls yet"
              text="Calls appear here when you dial a prospect or log how a call went, most easily while working through your tasks."
              action={
                <Button component={Link} to="/tasks">
                  Go to tasks
                </Button>
              }
            />
          )
        }
      />
      <CallDialog call={listed.find(({ id }) => id === search.call)} onClose={() => change({ call: null })} />
    </>
  )
}
