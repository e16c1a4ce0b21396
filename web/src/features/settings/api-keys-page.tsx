import { Anchor, Button, Switch } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '#api/index.ts'
import { useMembers } from '#app/use-members.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { EmptyState } from '#ui/states/index.ts'
import { keyColumns } from './api-keys/key-columns.tsx'
import { NewKeyDialog } from './api-keys/new-key-dialog.tsx'

/** One's keys; an admin sees everybody's. */
export const ApiKeysPage = () => {
  const [isAdding, adding] = useDisclosure()
  const [isEndedShown, setEndedShown] = useState(false)
  const keys = useQuery(apiQuery('/api-keys'))
  const members = useMembers()
  useShortcuts('API keys', [{ keys: 'n', label: 'New key', run: adding.open }])
  const all = keys.data?.items ?? []
  const hasEnded = all.some(({ revokedAt }) => revokedAt !== null)
  const shown = all.filter(({ revokedAt }) => isEndedShown || revokedAt === null)
  const newKey = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={adding.open}>
      New key
    </Button>
  )
  return (
    <>
      <PageHeader
        title="API keys"
        about={
          <>
            For programs that speak for you: the Klenty API and{' '}
            <Anchor href="/api/docs" inherit underline="always">
              everything these pages do
            </Anchor>
            .
          </>
        }
        actions={newKey}
      />
      {hasEnded && (
        <Switch
          label="Show ended keys"
          checked={isEndedShown}
          onChange={({ currentTarget }) => setEndedShown(currentTarget.checked)}
          mb="md"
        />
      )}
      <DataTable
        label="API keys"
        columns={keyColumns(members.nameOf)}
        rows={shown}
        keyOf={({ id }) => id}
        loading={keys}
        empty={
          <EmptyState
            icon={IconKey}
            title="No keys"
            text="Make one when a program is to read or write here. It is shown once."
            action={newKey}
          />
        }
      />
      {isAdding && <NewKeyDialog onClose={adding.close} />}
    </>
  )
}
