import { Alert, Button, Group, Kbd, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { OutcomeChoice } from './outcome-choice.tsx'
import { paragraphsOf } from './paragraphs.ts'
import type { QueuedTask } from './use-queue.ts'

type Props = { task: QueuedTask; subject: string; isMailable: boolean; onDone(): void }

/** A mail that is written by hand: begun with what the step says, sent from one's own mailbox, and its task is done with it. */
export const MailWork = ({ task, subject: given, isMailable, onDone }: Props) => {
  const [subject, setSubject] = useState(given)
  const [text, setText] = useState(task.note)
  const [outcome, setOutcome] = useState<string | null>(null)
  // Where closing the task failed after it, another try must not send it again.
  const [isSent, setIsSent] = useState(false)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const close = () => api.post('/tasks/{id}/done', { params: { path: { id: task.id } }, body: { outcome } })
  const changes = ['/tasks', '/prospects', '/threads', '/cadences'] as const
  const send = useApiMutation({
    mutate: async () => {
      if (!isSent)
        await api.post('/mails', {
          body: { prospectId: task.prospectId, subject: subject.trim(), html: paragraphsOf(text) },
        })
      setIsSent(true)
      return close()
    },
    changes,
    done: 'The mail is on its way.',
    onDone,
    onFailed: (error) => {
      const found = formErrors(error, ['subject', 'text'], { html: 'text' })
      setErrors(found ?? {})
      return found !== null
    },
  })
  const finish = useApiMutation({ mutate: close, changes, onDone })
  const run = () => {
    if (subject.trim() === '') setErrors({ subject: 'A mail needs a subject.' })
    else if (text.trim() === '') setErrors({ text: 'Write something first.' })
    else if (isMailable && !send.isPending) send.mutate()
  }
  useShortcuts('Task', [{ keys: 'Mod+Enter', label: 'Send and next', run, whileTyping: true }])
  return (
    <Stack>
      {!isMailable && (
        <Alert color="orange" title="No mail may go to this prospect">
          He has unsubscribed, bounced, or is set to Do Not Contact. Mark the task as done or skip it.
        </Alert>
      )}
      <TextInput label="To" value={task.prospect.email} readOnly variant="filled" />
      <TextInput
        label="Subject"
        value={subject}
        error={errors.subject}
        onChange={({ currentTarget }) => {
          setSubject(currentTarget.value)
          setErrors({})
        }}
      />
      <Textarea
        label="Text"
        description="Your signature is put below."
        autosize
        minRows={8}
        maxRows={24}
        value={text}
        error={errors.text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setErrors({})
        }}
      />
      <OutcomeChoice kind="manual_mail" value={outcome} onChange={setOutcome} />
      <Group>
        <Button
          onClick={run}
          disabled={!isMailable}
          loading={send.isPending}
          rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}
        >
          Send and next
        </Button>
        <Button variant="default" loading={finish.isPending} onClick={() => finish.mutate()}>
          Done without sending
        </Button>
      </Group>
    </Stack>
  )
}
