import { ActionIcon, Menu, Modal } from '@mantine/core'
import { IconDots, IconKey, IconPlugConnectedX, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type ItemOf, useApiMutation } from '#api/index.ts'
import { confirm } from '#ui/confirm.ts'
import { SecretShown } from './add-webhook-dialog.tsx'

/** What is rarely done with a webhook. */
export const WebhookMenu = ({ webhook: { id, state } }: { webhook: ItemOf<'/webhooks'> }) => {
  const navigate = useNavigate()
  const [secret, setSecret] = useState<string | null>(null)
  const init = { params: { path: { id } } }
  const turnOff = useApiMutation({
    mutate: () => api.patch('/webhooks/{id}', { ...init, body: { state: 'off' as const } }),
    changes: ['/webhooks'],
    done: 'The webhook is switched off.',
  })
  const renew = useApiMutation({
    mutate: () => api.post('/webhooks/{id}/secret', init),
    onDone: (answer) => setSecret(answer.secret),
  })
  const remove = useApiMutation({
    mutate: () => api.delete('/webhooks/{id}', init),
    done: 'The webhook is removed.',
    onDone: () => void navigate({ to: '/settings/webhooks' }),
    changes: ['/webhooks'],
  })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More actions">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconKey size={16} />}
            onClick={() =>
              confirm({
                title: 'Make a new secret?',
                text: 'From now on deliveries are signed with it. Give it to the receiver, which refuses them until it knows it.',
                confirm: 'Make a new secret',
                onConfirm: () => renew.mutate(),
              })
            }
          >
            New secret
          </Menu.Item>
          {state === 'on' && (
            <Menu.Item leftSection={<IconPlugConnectedX size={16} />} onClick={() => turnOff.mutate()}>
              Switch off
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            onClick={() =>
              confirm({
                title: 'Remove this webhook?',
                text: 'What waits for it is not delivered any more, and its log goes with it. This cannot be undone.',
                confirm: 'Remove webhook',
                isDestructive: true,
                onConfirm: () => remove.mutate(),
              })
            }
          >
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={secret !== null}
        onClose={() => setSecret(null)}
        title="The new secret"
        closeOnClickOutside={false}
      >
        {secret !== null && <SecretShown secret={secret} onDone={() => setSecret(null)} />}
      </Modal>
    </>
  )
}
