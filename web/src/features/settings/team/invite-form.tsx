import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery, formErrors, type ItemOf, useApiMutation } from '#api/index.ts'
import { type Role, useSession } from '#app/session.ts'
import { roleOptions, rolesUpTo } from './roles.ts'

type Values = { email: string; role: Role; mail: boolean }
type Props = { onInvited(invitation: ItemOf<'/invitations'>): void; onCancel(): void }

export const InviteForm = ({ onInvited, onCancel }: Props) => {
  const { role, userId } = useSession()
  const mailboxes = useQuery(apiQuery('/mailboxes', { params: { query: { userId } } }))
  const mayMail = mailboxes.data?.items.some(({ state }) => state === 'running') ?? false
  const form = useForm<Values>({
    initialValues: { email: '', role: 'rep', mail: true },
    validate: { email: isNotEmpty('Enter the mail address of the person.') },
  })
  const invite = useApiMutation({
    mutate: ({ email, mail, ...rest }: Values) =>
      api.post('/invitations', { body: { ...rest, email: email.trim(), mail: mail && mayMail } }),
    changes: ['/invitations'],
    onDone: onInvited,
    onFailed: (error) => {
      const errors = formErrors(error, ['email', 'role'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <form noValidate onSubmit={form.onSubmit((values) => invite.mutate(values))}>
      <Stack>
        <TextInput
          label="Mail address"
          type="email"
          placeholder="rita@example.com"
          data-autofocus
          required
          {...form.getInputProps('email')}
        />
        <Select
          label="Role"
          data={roleOptions(rolesUpTo(role))}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
        <Checkbox
          label="Send the link by mail"
          description={
            mayMail
              ? 'Through your own mailbox.'
              : 'For this you need a mailbox that runs. You get the link to send it yourself.'
          }
          disabled={!mayMail}
          {...form.getInputProps('mail', { type: 'checkbox' })}
          checked={form.values.mail && mayMail}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={invite.isPending}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
