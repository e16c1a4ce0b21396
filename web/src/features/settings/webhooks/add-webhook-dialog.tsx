import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { CopyText } from '#ui/copy-text.tsx'
import { EventSelect } from './event-select.tsx'

/** Asks where and of what, then shows the secret, this once. */
export const AddWebhookDialog = ({ onClose }: { onClose(): void }) => {
  const [secret, setSecret] = useState<string | null>(null)
  const form = useForm({
    initialValues: { url: '', event: '*' },
    validate: { url: isNotEmpty('Enter the address of the receiver.') },
  })
  const add = useApiMutation({
    mutate: (body: { url: string; event: string }) => api.post('/webhooks', { body }),
    changes: ['/webhooks'],
    onDone: (answer) => setSecret(answer.secret),
    onFailed: (error) => {
      const errors = formErrors(error, ['url', 'event'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  if (secret !== null)
    return (
      <Modal opened onClose={onClose} title="The webhook is on" closeOnClickOutside={false}>
        <SecretShown secret={secret} onDone={onClose} />
      </Modal>
    )
  return (
    <Modal opened onClose={onClose} title="Add webhook">
      <form noValidate onSubmit={form.onSubmit((values) => add.mutate(values))}>
        <Stack>
          <TextInput
            label="Address"
            type="url"
            placeholder="https://hooks.example.com/cadenza"
            data-autofocus
            required
            {...form.getInputProps('url')}
          />
          <EventSelect {...form.getInputProps('event')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending}>
              Add webhook
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** What signs the deliveries, for whoever receives them. */
export const SecretShown = ({ secret, onDone }: { secret: string; onDone(): void }) => (
  <Stack>
    <Alert color="orange" icon={<IconAlertTriangle size={20} />}>
      Copy the secret now: it is shown this once. The receiver checks signatures with it (Standard Webhooks).
    </Alert>
    <CopyText text={secret} label="secret" />
    <Group justify="flex-end">
      <Button onClick={onDone}>I have kept it</Button>
    </Group>
  </Stack>
)
