import { Group, Select, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { apiPages, itemsOf } from '#api/index.ts'
import { useMembers } from '#app/use-members.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { auditColumns } from './audit/audit-columns.tsx'
import { ACTIONS } from './audit/audit-words.ts'

/** Who changed what concerns safety. */
export const AuditLogPage = () => {
  const { user, action } = useSearch({ from: '/app/settings/audit-log' })
  const navigate = useNavigate({ from: '/settings/audit-log' })
  const members = useMembers()
  const query = { ...(user && { userId: user }), ...(action && { action }) }
  const entries = useInfiniteQuery(apiPages('/audit-log', { params: { query } }))
  const change = (next: { user?: string | undefined; action?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true })
  return (
    <>
      <PageHeader
        title="Audit log"
        about="Who signed in, and who changed keys, roles, settings and the like. Nothing is ever taken out of it."
      />
      <Group mb="md">
        <Select
          aria-label="Of whom"
          placeholder="Everybody"
          data={members.items.map(({ userId, name }) => ({ value: userId, label: name }))}
          value={user ?? null}
          onChange={(value) => change({ user: value ?? undefined })}
          clearable
          searchable
        />
        <Select
          aria-label="What"
          placeholder="Everything"
          data={Object.entries(ACTIONS).map(([value, label]) => ({ value, label }))}
          value={action ?? null}
          onChange={(value) => change({ action: value ?? undefined })}
          clearable
          searchable
        />
      </Group>
      <DataTable
        label="Audit log"
        columns={auditColumns(members.nameOf)}
        rows={itemsOf(entries.data)}
        keyOf={({ id }) => id}
        loading={entries}
        empty={
          <EmptyState
            icon={IconHistory}
            title="Nothing of this kind"
            text={<Text span>Nobody has done this yet, as far as the log goes back.</Text>}
          />
        }
      />
    </>
  )
}
