import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { ApiError, useApiMutation } from '#api/index.ts'
import { postAccount } from '../auth-api.ts'

type Props = {
  title: string
  text: string
  /** The button. */
  confirm: string
  path: string
  done?: string
  onClose(): void
  /** Given: the dialog stays open, and whoever opened it goes on with the answer. */
  onAnswer?(answer: unknown): void
}

/** Asks for the password before something that concerns how one signs in. */
export const PasswordDialog = ({ title, text, confirm, path, done, onClose, onAnswer }: Props) => {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: isNotEmpty('Enter your password.') },
  })
  const send = useApiMutation({
    mutate: ({ password }: { password: string }) => postAccount(path, { password }),
    changes: ['/me'],
    ...(done !== undefined && { done }),
    onDone: (answer) => (onAnswer ? onAnswer(answer) : onClose()),
    onFailed: (error) => {
      if (!(error instanceof ApiError) || error.code !== 'INVALID_PASSWORD') return false
      form.setFieldError('password', 'This is not your password.')
      return true
    },
  })
  return (
    <Modal opened onClose={onClose} title={title}>
      <form noValidate onSubmit={form.onSubmit((values) => send.mutate(values))}>
        <Stack>
          <Text size="sm">{text}</Text>
          <PasswordInput
            label="Your password"
            autoComplete="current-password"
            data-autofocus
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={send.isPending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
