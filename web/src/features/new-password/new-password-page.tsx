import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { requestJson, sentenceOf } from '#api/index.ts'
import { NarrowPage } from '#ui/narrow-page.tsx'

const SHORTEST = 10

/** Where a link for a new password leads. */
export const NewPasswordPage = () => {
  const { token } = useParams({ from: '/new-password/$token' })
  const navigate = useNavigate()
  const path = `/api/passwords/${token}`
  const link = useQuery({
    queryKey: ['/new-password', token],
    queryFn: ({ signal }) => requestJson(path, { signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: {
      password: (value) => (value.length < SHORTEST ? `Use at least ${SHORTEST} characters.` : null),
    },
  })
  const save = useMutation({
    mutationFn: ({ password }: { password: string }) => requestJson(path, { body: { password } }),
    onSuccess: () => navigate({ to: '/sign-in' }),
  })
  const error = link.error ?? save.error
  const email: unknown = Reflect.get(Object(link.data), 'email')
  return (
    <NarrowPage
      title={link.error ? 'This link does not work' : 'Choose a new password'}
      {...(typeof email === 'string' && {
        about: `For ${email}. You are signed out everywhere, and sign in with it.`,
      })}
    >
      <Stack>
        {error && (
          <Alert color="red" role="alert">
            {sentenceOf(error)}
          </Alert>
        )}
        {!link.error && (
          <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
            <Stack>
              <PasswordInput
                label="New password"
                description={`At least ${SHORTEST} characters.`}
                autoComplete="new-password"
                autoFocus
                key={form.key('password')}
                {...form.getInputProps('password')}
              />
              <Button type="submit" size="md" loading={save.isPending} disabled={link.isPending}>
                Save password
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </NarrowPage>
  )
}
