import { Anchor, Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { apiPages, type ItemOf, itemsOf } from '#api/index.ts'
import { type Column, DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { EmptyState } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'
import { AddWebhookDialog } from './webhooks/add-webhook-dialog.tsx'
import { WebhookState } from './webhooks/webhook-state.tsx'

type Webhook = ItemOf<'/webhooks'>

const COLUMNS: Column<Webhook>[] = [
  {
    key: 'url',
    header: 'Receiver',
    render: ({ id, url, event }) => (
      <>
        <Anchor
          renderRoot={(props) => (
            <Link to="/settings/webhooks/$webhookId" params={{ webhookId: id }} {...props} />
          )}
          size="sm"
          fw={500}
          c="var(--mantine-color-text)"
          truncate
          display="block"
        >
          {url}
        </Anchor>
        <Text size="xs" c="dimmed">
          {event === '*' ? 'Everything' : event}
        </Text>
      </>
    ),
  },
  { key: 'state', header: 'State', width: 130, render: (webhook) => <WebhookState webhook={webhook} /> },
  {
    key: 'added',
    header: 'Added',
    width: 140,
    from: 'lg',
    render: ({ createdAt }) => <Time at={createdAt} />,
  },
]

/** Where other programs are told of what happens. */
export const WebhooksPage = () => {
  const [isAdding, adding] = useDisclosure()
  const navigate = useNavigate()
  const webhooks = useInfiniteQuery(apiPages('/webhooks'))
  useShortcuts('Webhooks', [{ keys: 'n', label: 'Add a webhook', run: adding.open }])
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={adding.open}>
      Add webhook
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Webhooks"
        about="Other programs are told what happens, signed, and again until they have taken it."
        actions={add}
      />
      <DataTable
        label="Webhooks"
        columns={COLUMNS}
        rows={itemsOf(webhooks.data)}
        keyOf={({ id }) => id}
        loading={webhooks}
        onOpen={({ id }) => void navigate({ to: '/settings/webhooks/$webhookId', params: { webhookId: id } })}
        empty={
          <EmptyState
            icon={IconPlugConnected}
            title="Nobody is told yet"
            text="Add the address of a program of yours, such as your CRM, and choose what it is told."
            action={add}
          />
        }
      />
      {isAdding && <AddWebhookDialog onClose={adding.close} />}
    </>
  )
}
