import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { Section } from '#ui/section.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { InvitationRow } from './team/invitation-row.tsx'
import { InviteDialog } from './team/invite-dialog.tsx'
import { MemberTable } from './team/member-table.tsx'
import { RequireTwoFactor } from './team/require-two-factor.tsx'

/** Who belongs to the company, and who is invited. */
export const TeamPage = () => {
  const isAdmin = useHasRole('admin')
  const [isInviting, inviting] = useDisclosure()
  const invitations = useQuery(apiQuery('/invitations'))
  useShortcuts('Team', [{ keys: 'n', label: 'Invite somebody', run: inviting.open }])
  return (
    <>
      <PageHeader
        title="Team"
        about="Reps work with their own prospects, managers with everybody’s, admins also run the company."
        actions={
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={inviting.open}>
            Invite
          </Button>
        }
      />
      <Stack gap="lg">
        {invitations.isPending && <LoadingRows rows={1} />}
        {invitations.error && (
          <FailedState error={invitations.error} onRetry={() => void invitations.refetch()} isSmall />
        )}
        {invitations.data && invitations.data.items.length > 0 && (
          <Section title="Invited" about="They have not come yet.">
            <Stack component="ul" gap="md" m={0} p={0}>
              {invitations.data.items.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} />
              ))}
            </Stack>
          </Section>
        )}
        <MemberTable />
        {isAdmin && <RequireTwoFactor />}
      </Stack>
      {isInviting && <InviteDialog onClose={inviting.close} />}
    </>
  )
}
