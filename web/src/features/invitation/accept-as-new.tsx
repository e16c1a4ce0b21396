import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { formErrors, postAuth, sentenceOf } from '#api/index.ts'
import { acceptInvitation } from './invitation.ts'

const SHORTEST = 10

/** Of somebody who has no account: his name and the password he chooses; then he is in. */
export const AcceptAsNew = ({ token, email }: { token: string; email: string }) => {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', password: '' },
    validate: {
      name: isNotEmpty('Write your name.'),
      password: (value) => (value.length < SHORTEST ? `Use at least ${SHORTEST} characters.` : null),
    },
  })
  const accept = useMutation({
    mutationFn: async (values: { name: string; password: string }) => {
      await acceptInvitation(token, values)
      await postAuth('/sign-in/email', { email, password: values.password })
    },
    onSuccess: async () => {
      queries.clear()
      await navigate({ to: '/' })
    },
    onError: (error) => form.setErrors(formErrors(error, ['name', 'password']) ?? {}),
  })
  const isSaidAtField = Object.keys(form.errors).length > 0
  return (
    <form noValidate onSubmit={form.onSubmit((values) => accept.mutate(values))}>
      <Stack>
        {accept.error && !isSaidAtField && (
          <Alert color="red" role="alert">
            {sentenceOf(accept.error)}
          </Alert>
        )}
        <TextInput
          label="Your name"
          description="Colleagues and the people you write to see it."
          autoComplete="name"
          autoFocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <PasswordInput
          label="Password"
          description={`At least ${SHORTEST} characters. You sign in with ${email}.`}
          autoComplete="new-password"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={accept.isPending}>
          Join
        </Button>
      </Stack>
    </form>
  )
}
