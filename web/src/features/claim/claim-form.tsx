import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { formErrors, sentenceOf } from '#api/index.ts'
import { type Claim, type Claimed, claimInstance } from './claim-api.ts'

const EMPTY: Claim = { name: '', company: '', email: '', password: '' }

type Props = { token: string; onClaimed(claimed: Claimed): void }

export const ClaimForm = ({ token, onClaimed }: Props) => {
  const form = useForm<Claim>({ mode: 'uncontrolled', initialValues: EMPTY })
  const claim = useMutation({
    mutationFn: (values: Claim) => claimInstance(token, values),
    onSuccess: onClaimed,
    onError: (error) => {
      const errors = formErrors(error, Object.keys(EMPTY))
      form.setErrors(errors ?? {})
      for (const field of Object.keys(errors ?? {})) form.getInputNode(field)?.focus()
    },
  })
  const isUnplaced = claim.error !== null && Object.keys(form.errors).length === 0
  return (
    <form noValidate onSubmit={form.onSubmit((values) => claim.mutate(values))}>
      <Stack>
        {isUnplaced && (
          <Alert color="red" role="alert">
            {sentenceOf(claim.error)}
          </Alert>
        )}
        <TextInput
          label="Your name"
          autoComplete="name"
          autoFocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Company"
          autoComplete="organization"
          key={form.key('company')}
          {...form.getInputProps('company')}
        />
        <TextInput
          label="Mail address"
          description="You sign in with it."
          type="email"
          autoComplete="username"
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          description="At least 10 characters."
          autoComplete="new-password"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" mt="xs" loading={claim.isPending}>
          Create my account
        </Button>
      </Stack>
    </form>
  )
}
