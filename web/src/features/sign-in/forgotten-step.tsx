import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { requestJson, sentenceOf } from '#api/index.ts'

/** Asks for a link to a new password; says the same whoever asks. */
export const ForgottenStep = ({ onBack }: { onBack(): void }) => {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: isNotEmpty('Enter your mail address.') },
  })
  const ask = useMutation({
    mutationFn: ({ email }: { email: string }) => requestJson('/api/passwords', { body: { email } }),
  })
  const back = (
    <Anchor component="button" type="button" size="sm" onClick={onBack} w="fit-content">
      Back to the sign-in
    </Anchor>
  )
  if (ask.isSuccess)
    return (
      <Stack>
        <Text size="sm" role="status">
          If there is such an account and this installation can send mail, a link is on its way; it works for
          an hour. If nothing comes, ask an admin of your company: under Settings → Team he can make you a
          link.
        </Text>
        {back}
      </Stack>
    )
  return (
    <form noValidate onSubmit={form.onSubmit((values) => ask.mutate(values))}>
      <Stack>
        {ask.error && (
          <Alert color="red" role="alert">
            {sentenceOf(ask.error)}
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
        <Button type="submit" size="md" loading={ask.isPending}>
          Send me a link
        </Button>
        {back}
      </Stack>
    </form>
  )
}
