import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { postAuth, sentenceOf } from '#api/index.ts'

type Props = { onSignedIn(): Promise<void>; onSecondFactor(): void; onForgotten(): void }

/** Says of a wrong password no more than that one of both is wrong. */
export const PasswordStep = ({ onSignedIn, onSecondFactor, onForgotten }: Props) => {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: isNotEmpty('Enter your mail address.'),
      password: isNotEmpty('Enter your password.'),
    },
  })
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) =>
      postAuth('/sign-in/email', { email: email.trim(), password }),
    onSuccess: async (answer) => (wantsSecondFactor(answer) ? onSecondFactor() : onSignedIn()),
  })
  return (
    <form noValidate onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
      <Stack>
        {signIn.error && (
          <Alert color="red" role="alert">
            {sentenceOf(signIn.error)}
          </Alert>
        )}
        <TextInput
          label="Mail address"
          type="email"
          autoComplete="username"
          autoFocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={signIn.isPending} size="md" mt="xs">
          Sign in
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={onForgotten} w="fit-content">
          Password forgotten?
        </Anchor>
      </Stack>
    </form>
  )
}

const wantsSecondFactor = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'twoFactorRedirect' in answer &&
  answer.twoFactorRedirect === true
