import { Button, Group, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBan, IconDownload, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { apiPages, itemsOf } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { SearchInput } from '#ui/search-input.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { EmptyState } from '#ui/states/index.ts'
import { REASONS, SUPPRESSION_KINDS, type SuppressionSearch } from './settings-search.ts'
import { AddSuppressionsDialog } from './suppressions/add-suppressions-dialog.tsx'
import { REASON_WORDS, suppressionColumns } from './suppressions/suppression-columns.tsx'

/** Addresses and domains that are never mailed, whether or not there is a prospect. */
export const SuppressionsPage = () => {
  const search = useSearch({ from: '/app/settings/suppressions' })
  const navigate = useNavigate({ from: '/settings/suppressions' })
  const isManager = useHasRole('admin', 'manager')
  const [isAdding, adding] = useDisclosure()
  const { q, kind, reason } = search
  const query = { ...(q && { search: q }), ...(kind && { kind }), ...(reason && { reason }) }
  const suppressions = useInfiniteQuery(apiPages('/suppressions', { params: { query } }))
  const change = (next: SuppressionSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true })
  useShortcuts('Suppression list', [{ keys: 'n', label: 'Add addresses or domains', run: adding.open }])
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={adding.open}>
      Add
    </Button>
  )
  const isFiltered = Object.keys(query).length > 0
  return (
    <>
      <PageHeader
        title="Suppression list"
        about="Who is on it gets no mail from here, also when he is deleted and imported again."
        actions={
          <>
            {isManager && (
              <Button
                component="a"
                href="/api/v1/suppressions/export.csv"
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                CSV
              </Button>
            )}
            {add}
          </>
        }
      />
      <Group mb="md">
        <SearchInput
          label="Search addresses and domains"
          value={q ?? ''}
          onSearch={(value) => change({ q: value || undefined })}
          flex="1 1 200px"
        />
        <Select
          aria-label="Kind"
          placeholder="Addresses and domains"
          data={[
            { value: 'address', label: 'Addresses' },
            { value: 'domain', label: 'Domains' },
          ]}
          value={kind ?? null}
          onChange={(value) => change({ kind: SUPPRESSION_KINDS.find((one) => one === value) })}
          clearable
        />
        <Select
          aria-label="Reason"
          placeholder="Every reason"
          data={REASONS.map((value) => ({ value, label: REASON_WORDS[value].label }))}
          value={reason ?? null}
          onChange={(value) => change({ reason: REASONS.find((one) => one === value) })}
          clearable
        />
      </Group>
      <DataTable
        label="Suppression list"
        columns={suppressionColumns(isManager)}
        rows={itemsOf(suppressions.data)}
        keyOf={(one) => `${one.kind} ${one.value} ${one.reason}`}
        loading={suppressions}
        empty={
          <EmptyState
            icon={IconBan}
            title={isFiltered ? 'Nobody like this' : 'Nobody yet'}
            text={
              isFiltered
                ? 'No address and no domain on the list fits these filters.'
                : 'Who unsubscribes or bounces comes here by himself. Add customers and competitors, or paste a list from elsewhere.'
            }
            {...(!isFiltered && { action: add })}
          />
        }
      />
      {isAdding && <AddSuppressionsDialog onClose={adding.close} />}
    </>
  )
}
