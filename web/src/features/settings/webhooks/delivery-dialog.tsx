import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { api, type ItemOf, useApiMutation } from '#api/index.ts'
import { StateBadge } from '#ui/badges/index.ts'
import { countOf } from '#ui/numbers.ts'
import { formatInstant } from '#ui/time/index.ts'
import classes from '../settings.module.css'
import { DELIVERY_WORDS } from './delivery-columns.tsx'

type Props = { delivery: ItemOf<'/webhooks/{id}/deliveries'>; onClose(): void }

/** What was sent, what was answered, and once more. */
export const DeliveryDialog = ({ delivery, onClose }: Props) => {
  const { id, webhookId, event, body, state, attempts, status, answer, error, nextAt, createdAt } = delivery
  const again = useApiMutation({
    mutate: () =>
      api.post('/webhooks/{id}/replay', { params: { path: { id: webhookId } }, body: { deliveryIds: [id] } }),
    changes: ['/webhooks'],
    done: 'It is sent again.',
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title={event} size="lg">
      <Stack>
        <Group gap="xs">
          <StateBadge {...DELIVERY_WORDS[state]} />
          <Text size="sm" c="dimmed">
            {formatInstant(createdAt)}, {countOf(attempts, 'attempt')}
            {nextAt !== null && `, next ${formatInstant(nextAt)}`}
          </Text>
        </Group>
        {(error ?? answer) !== null && (
          <div>
            <Text size="sm" fw={500} mb={4}>
              {status === null ? 'Why it failed' : `Answer ${status}`}
            </Text>
            <Code block className={classes.json} tabIndex={0}>
              {error ?? answer}
            </Code>
          </div>
        )}
        <div>
          <Text size="sm" fw={500} mb={4}>
            What was sent
          </Text>
          <Code block className={classes.json} tabIndex={0}>
            {indented(body)}
          </Code>
        </div>
        <Group justify="flex-end">
          {state !== 'waiting' && (
            <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
              Send again
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const indented = (json: string): string => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
