import { Anchor, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, apiQuery, formErrors, useApiMutation } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { LoadingRows } from '#ui/states/index.ts'
import type { MailText } from './mail-editor.tsx'

type Props = { mail: MailText; prospectId: string | null; isOpen: boolean; onClose(): void }

/** Sends the mail as it stands to oneself or a colleague. */
export const TestMailDialog = ({ mail, prospectId, isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="Send a test">
    <TestMail mail={mail} prospectId={prospectId} onClose={onClose} />
  </Modal>
)

const TestMail = ({ mail, prospectId, onClose }: Omit<Props, 'isOpen'>) => {
  const { userId } = useSession()
  const { data } = useQuery(apiQuery('/mailboxes', { params: { query: { userId, limit: 200 } } }))
  const running = data?.items.filter(({ state }) => state === 'running')
  if (!running) return <LoadingRows rows={2} />
  if (running.length === 0)
    return (
      <Text size="sm">
        None of your mailboxes is running.{' '}
        <Anchor underline="always" renderRoot={(props) => <Link to="/mailboxes/new" {...props} />}>
          Connect a mailbox
        </Anchor>{' '}
        first; the test leaves through it.
      </Text>
    )
  const mailboxes = running.map(({ id, address }) => ({ value: id, label: address }))
  return <TestMailForm mail={mail} prospectId={prospectId} onClose={onClose} mailboxes={mailboxes} />
}

const TestMailForm = ({
  mail,
  prospectId,
  onClose,
  mailboxes,
}: Omit<Props, 'isOpen'> & { mailboxes: { value: string; label: string }[] }) => {
  const { email } = useSession()
  const form = useForm({ initialValues: { to: email, mailboxId: mailboxes[0]?.value ?? '' } })
  const send = useApiMutation({
    mutate: (values: { to: string; mailboxId: string }) =>
      api.post('/mails/test', {
        body: {
          subject: mail.subject,
          body: mail.body,
          ...values,
          ...(prospectId !== null && { prospectId }),
        },
      }),
    done: (_answer, { to }) => `The test is on its way to ${to}.`,
    onDone: onClose,
    onFailed: (error) => {
      const errors = formErrors(error, ['to', 'mailboxId'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => send.mutate(values))}>
      <Stack>
        <TextInput label="To" type="email" required data-autofocus {...form.getInputProps('to')} />
        <Select label="From" data={mailboxes} allowDeselect={false} {...form.getInputProps('mailboxId')} />
        <Text size="xs" c="dimmed">
          {prospectId === null
            ? 'Variables are sent as their names in brackets.'
            : 'Variables have the data of the prospect it is shown for.'}{' '}
          It is not tracked.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={send.isPending}>
            Send the test
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
