import { Alert, Stack } from '@mantine/core'
import { IconLockExclamation } from '@tabler/icons-react'
import { useSession } from '#app/session.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { PasswordForm } from './password-form.tsx'
import { SecondFactor } from './second-factor/second-factor.tsx'

export const SecurityPage = () => {
  const { secondFactor, company } = useSession()
  return (
    <>
      <PageHeader title="Security" about="How you sign in, and where you are signed in." />
      <Stack gap="lg">
        {secondFactor.required && !secondFactor.on && (
          <Alert
            color="orange"
            icon={<IconLockExclamation size={20} />}
            title={`${company.name} wants a second factor`}
          >
            Set one up here. Until then, everything else stays closed to you.
          </Alert>
        )}
        <SecondFactor />
        <PasswordForm />
        <OwnSessions />
      </Stack>
    </>
  )
}
