import { Alert, Anchor, Button, Group, Input, Kbd, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { hasText, RichText } from '#features/mail-editor/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { offerUndo } from '#ui/undo.tsx'
import type { MailDraft } from './mail-draft.ts'
import { OutcomeChoice } from './outcome-choice.tsx'
import { paragraphsOf } from './paragraphs.ts'
import { useMailDraft } from './use-mail-draft.ts'
import type { QueuedTask } from './use-queue.ts'

type Props = { task: QueuedTask; subject: string; isMailable: boolean; onDone(): void }

const ignore = () => {}

/** A mail that is written by hand: begun with what the step says, kept until it is sent from one's own mailbox, and its task is done with it. */
export const MailWork = ({ task, subject, isMailable, onDone }: Props) => {
  const { draft, write, discard } = useMailDraft(task.id)
  const mail: MailDraft = draft ?? { subject, html: paragraphsOf(task.note), isSent: false }
  const [outcome, setOutcome] = useState<string | null>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const close = () => api.post('/tasks/{id}/done', { params: { path: { id: task.id } }, body: { outcome } })
  const changes = ['/tasks', '/prospects', '/threads', '/cadences'] as const
  const leave = (): void => {
    discard()
    onDone()
  }
  const send = useApiMutation({
    mutate: async (sent: MailDraft) => {
      if (!sent.isSent) {
        const { html } = sent
        await api.post('/mails', {
          body: { prospectId: task.prospectId, subject: sent.subject.trim(), html },
        })
        // Where closing the task fails after it, another try must not send it again, nor one after coming back to the task.
        write({ ...sent, isSent: true })
      }
      return close()
    },
    changes,
    done: 'The mail is on its way.',
    onDone: leave,
    onFailed: (error) => {
      const found = formErrors(error, ['subject', 'html'])
      setErrors(found ?? {})
      return found !== null
    },
  })
  const finish = useApiMutation({ mutate: close, changes, onDone: leave })
  const change = (part: Partial<MailDraft>): void => {
    setErrors({})
    write({ ...mail, ...part })
  }
  const run = () => {
    if (send.isPending) return
    if (mail.isSent) send.mutate(mail)
    else if (mail.subject.trim() === '') setErrors({ subject: 'A mail needs a subject.' })
    else if (!hasText(mail.html)) setErrors({ html: 'Write something first.' })
    else if (isMailable) send.mutate(mail)
  }
  const beginAnew = () => {
    discard()
    setErrors({})
    offerUndo({ message: 'What you wrote is thrown away.', onUndo: () => write(mail) })
  }
  useShortcuts('Task', [{ keys: 'Mod+Enter', label: 'Send and next', run, whileTyping: true }])
  // While it is sent, what is written stays where it is.
  const isOnlyOpen = mail.isSent && !send.isPending
  return (
    <Stack>
      {isOnlyOpen ? (
        <Alert color="orange" title="The mail is on its way">
          Its task could not be closed with it: mark it as done.
        </Alert>
      ) : (
        <>
          {!isMailable && (
            <Alert color="orange" title="No mail may go to this prospect">
              He has unsubscribed, bounced, or is set to Do Not Contact. Mark the task as done or skip it.
            </Alert>
          )}
          <TextInput label="To" value={task.prospect.email} readOnly variant="filled" />
          <TextInput
            label="Subject"
            value={mail.subject}
            error={errors.subject}
            onChange={({ currentTarget }) => change({ subject: currentTarget.value })}
          />
          <Input.Wrapper
            label="Text"
            labelElement="div"
            description={
              <>
                Your signature is put below.
                {draft !== null && (
                  <>
                    {' What you write is kept in this browser. '}
                    <Anchor component="button" type="button" size="xs" onClick={beginAnew}>
                      Begin anew
                    </Anchor>
                  </>
                )}
              </>
            }
            descriptionProps={{ mb: 6 }}
            error={errors.html}
            errorProps={{ mt: 6 }}
          >
            <RichText
              label="Text"
              value={mail.html}
              onChange={(html) => change({ html })}
              onEditor={ignore}
              onFocus={ignore}
              isReadOnly={false}
            />
          </Input.Wrapper>
        </>
      )}
      <OutcomeChoice kind="manual_mail" value={outcome} onChange={setOutcome} />
      <Group>
        <Button
          onClick={run}
          disabled={!isMailable && !mail.isSent}
          loading={send.isPending}
          rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}
        >
          {isOnlyOpen ? 'Mark as done' : 'Send and next'}
        </Button>
        {!isOnlyOpen && (
          <Button variant="default" loading={finish.isPending} onClick={() => finish.mutate()}>
            Done without sending
          </Button>
        )}
      </Group>
    </Stack>
  )
}
