import { Alert, Button, Stack } from '@mantine/core'
import { IconAlertTriangle, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api, apiQuery, useApiMutation } from '#api/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { Deliveries } from './webhooks/deliveries.tsx'
import { WebhookForm } from './webhooks/webhook-form.tsx'
import { WebhookMenu } from './webhooks/webhook-menu.tsx'
import { WebhookState } from './webhooks/webhook-state.tsx'

/** One webhook: what it is told, whether it takes it, and every delivery. */
export const WebhookPage = () => {
  const { webhookId: id } = useParams({ from: '/app/settings/webhooks/$webhookId' })
  const init = { params: { path: { id } } }
  const webhook = useQuery(apiQuery('/webhooks/{id}', init))
  const test = useApiMutation({
    mutate: () => api.post('/webhooks/{id}/test', init),
    changes: ['/webhooks'],
    done: 'A test is on its way. See below what came of it.',
  })
  const turnOn = useApiMutation({
    mutate: () => api.patch('/webhooks/{id}', { ...init, body: { state: 'on' as const } }),
    changes: ['/webhooks'],
    done: 'The webhook is on again. What happened meanwhile was not kept for it.',
  })
  const back = { to: '/settings/webhooks', label: 'Webhooks' } as const
  if (webhook.isPending)
    return (
      <>
        <PageHeader title="Webhook" back={back} />
        <LoadingRows />
      </>
    )
  if (webhook.error)
    return (
      <>
        <PageHeader title="Webhook" back={back} />
        <FailedState error={webhook.error} onRetry={() => void webhook.refetch()} />
      </>
    )
  const { url, state, offReason } = webhook.data
  return (
    <>
      <PageHeader
        title={URL.parse(url)?.host || 'Webhook'}
        beside={<WebhookState webhook={webhook.data} />}
        back={back}
        actions={
          <>
            <WebhookMenu webhook={webhook.data} />
            <Button
              variant="default"
              leftSection={<IconSend size={16} aria-hidden />}
              loading={test.isPending}
              disabled={state === 'off'}
              onClick={() => test.mutate()}
            >
              Send a test
            </Button>
          </>
        }
      />
      <Stack gap="lg">
        {state === 'off' && (
          <Alert color="orange" icon={<IconAlertTriangle size={20} />} title="Switched off">
            <Stack align="flex-start" gap="sm">
              {offReason}
              <Button size="xs" variant="default" loading={turnOn.isPending} onClick={() => turnOn.mutate()}>
                Switch on
              </Button>
            </Stack>
          </Alert>
        )}
        <WebhookForm key={id} webhook={webhook.data} />
        <Deliveries webhookId={id} />
      </Stack>
    </>
  )
}
