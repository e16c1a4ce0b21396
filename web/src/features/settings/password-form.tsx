import { Button, PasswordInput, Stack } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { ApiError, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { postAccount } from './auth-api.ts'

const SHORTEST = 10

/** Changes the password, which ends all other sessions. */
export const PasswordForm = () => {
  const queries = useQueryClient()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { current: '', next: '' },
    validate: {
      current: isNotEmpty('Enter the password that you have.'),
      next: (value) => (value.length < SHORTEST ? `Use at least ${SHORTEST} characters.` : null),
    },
  })
  const change = useApiMutation({
    mutate: ({ current, next }: { current: string; next: string }) =>
      postAccount('/change-password', {
        ...{ currentPassword: current, newPassword: next, revokeOtherSessions: true },
      }),
    done: 'Your password is changed. Other devices are signed out.',
    onDone: () => {
      form.reset()
      void queries.invalidateQueries({ queryKey: ['/auth/sessions'] })
    },
    onFailed: (error) => {
      if (!(error instanceof ApiError) || error.code !== 'INVALID_PASSWORD') return false
      form.setFieldError('current', 'This is not your password.')
      return true
    },
  })
  return (
    <Section title="Password" about="Changing it signs you out everywhere else.">
      <form noValidate onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <Stack maw={420}>
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            key={form.key('current')}
            {...form.getInputProps('current')}
          />
          <PasswordInput
            label="New password"
            description={`At least ${SHORTEST} characters. A few words in a row are good.`}
            autoComplete="new-password"
            key={form.key('next')}
            {...form.getInputProps('next')}
          />
          <Button type="submit" loading={change.isPending} w="fit-content">
            Change password
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
