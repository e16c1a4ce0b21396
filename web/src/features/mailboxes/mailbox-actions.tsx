import { ActionIcon, Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconMailForward, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { api, useApiMutation } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { confirm } from '#ui/confirm.ts'
import { PauseDialog } from './pause-dialog.tsx'
import type { Mailbox } from './types.ts'

const TEST = {
  subject: 'A test from Cadenza',
  body: '<p>This mailbox sends. Answer this mail, and within a minute your answer is read here, too.</p>',
}

/** What can be done with a mailbox as a whole. */
export const MailboxActions = ({ mailbox }: { mailbox: Mailbox }) => {
  const { id, address, state } = mailbox
  const { email } = useSession()
  const navigate = useNavigate()
  const [isPausing, pausing] = useDisclosure()
  const params = { path: { id } }
  const resume = useApiMutation({
    mutate: () => api.post('/mailboxes/{id}/resume', { params }),
    changes: ['/mailboxes', '/reports/mailboxes'],
    done: 'It sends again.',
  })
  const test = useApiMutation({
    mutate: () => api.post('/mails/test', { body: { mailboxId: id, to: email, ...TEST } }),
    done: `A test is on its way to ${email}.`,
  })
  const remove = useApiMutation({
    mutate: () => api.delete('/mailboxes/{id}', { params }),
    changes: ['/mailboxes', '/reports/mailboxes'],
    done: `${address} was removed.`,
    onDone: () => void navigate({ to: '/mailboxes' }),
  })
  const askToRemove = () =>
    confirm({
      title: `Remove ${address}?`,
      text: 'Its password is deleted, nothing leaves from it and nothing is read any more. Prospects who are written to from it wait until their cadence gives them another mailbox. Its mails and threads stay.',
      confirm: 'Remove mailbox',
      isDestructive: true,
      onConfirm: () => remove.mutate(),
    })
  return (
    <>
      {state === 'running' ? (
        <Button variant="default" leftSection={<IconPlayerPause size={16} />} onClick={pausing.open}>
          Pause
        </Button>
      ) : (
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          loading={resume.isPending}
          onClick={() => resume.mutate()}
        >
          Resume
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconMailForward size={16} />}
        loading={test.isPending}
        disabled={state !== 'running'}
        onClick={() => test.mutate()}
      >
        Send me a test
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {state === 'paused' && (
            <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={pausing.open}>
              Pause until another day
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={askToRemove}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PauseDialog mailbox={mailbox} isOpen={isPausing} onClose={pausing.close} />
    </>
  )
}
