import { ActionIcon, Group, Popover, Select, Stack, Switch, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useHasRole, useSession } from '#app/session.ts'
import { useMembers } from '#app/use-members.ts'
import { SearchInput } from '#ui/search-input.tsx'
import type { InboxSearch } from '../inbox-search.ts'

type Props = { search: InboxSearch; onChange(change: Partial<Record<keyof InboxSearch, unknown>>): void }

/** What narrows the list: words, whose, which mailbox, unread only. */
export const ListFilters = ({ search, onChange }: Props) => {
  const isFiltered = search.who !== undefined || search.mailbox !== undefined || search.unread === true
  return (
    <Group gap="xs" wrap="nowrap" mb="sm">
      <SearchInput
        flex={1}
        label="Search the inbox"
        value={search.q ?? ''}
        onSearch={(q) => onChange({ q })}
      />
      <Popover position="bottom-end" width={280} trapFocus shadow="md">
        <Popover.Target>
          <Tooltip label="Filters">
            <ActionIcon
              size="input-sm"
              variant={isFiltered ? 'light' : 'default'}
              aria-label={isFiltered ? 'Filters, some are set' : 'Filters'}
            >
              <IconAdjustmentsHorizontal size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown>
          <Filters search={search} onChange={onChange} />
        </Popover.Dropdown>
      </Popover>
    </Group>
  )
}

const Filters = ({ search, onChange }: Props) => {
  const { userId } = useSession()
  const isManager = useHasRole('admin', 'manager')
  const others = useMembers().items.filter((member) => member.userId !== userId)
  const { data } = useQuery(apiQuery('/mailboxes'))
  return (
    <Stack gap="sm">
      <Select
        label="Assigned to"
        comboboxProps={{ withinPortal: false }}
        value={search.who ?? 'everybody'}
        allowDeselect={false}
        onChange={(who) => onChange({ who: who === 'everybody' ? undefined : who })}
        data={[
          { value: 'everybody', label: 'Everybody' },
          { value: 'me', label: 'Me' },
          { value: 'none', label: 'Nobody' },
          ...(isManager
            ? others.map(({ userId: value, name, email }) => ({ value, label: name || email }))
            : []),
        ]}
      />
      <Select
        label="Mailbox"
        comboboxProps={{ withinPortal: false }}
        value={search.mailbox ?? null}
        clearable
        placeholder="All of them"
        onChange={(mailbox) => onChange({ mailbox: mailbox ?? undefined })}
        data={(data?.items ?? []).map(({ id, address }) => ({ value: id, label: address }))}
      />
      <Switch
        label="Only unread"
        checked={search.unread === true}
        onChange={({ currentTarget }) => onChange({ unread: currentTarget.checked || undefined })}
      />
    </Stack>
  )
}
