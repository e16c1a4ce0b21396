import { Stack } from '@mantine/core'
import { PageHeader } from '#ui/page-header.tsx'
import { OwnPhoneForm } from './own-phone-form.tsx'
import { ProfileForm } from './profile-form.tsx'

export const ProfilePage = () => (
  <>
    <PageHeader title="Profile" about="How colleagues and the people you write to see you." />
    <Stack gap="lg">
      <ProfileForm />
      <OwnPhoneForm />
    </Stack>
  </>
)
