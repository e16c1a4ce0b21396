import { Badge, Box, Text } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useHasRole, useSession } from '#app/session.ts'
import { type Member, useMembers } from '#app/use-members.ts'
import { type Column, DataTable } from '#ui/data-table/index.ts'
import { EmptyState } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'
import { MemberMenu } from './member-menu.tsx'
import { RoleSelect } from './role-select.tsx'
import { ROLE_LABELS } from './roles.ts'

/** Everybody of the company; admins give roles and take people out. */
export const MemberTable = () => {
  const members = useMembers()
  const isAdmin = useHasRole('admin')
  const { userId } = useSession()
  const roleOf = (member: Member) => (isAdmin ? <RoleSelect member={member} /> : ROLE_LABELS[member.role])
  const columns: Column<Member>[] = [
    {
      key: 'name',
      header: 'Member',
      render: (member) => (
        <>
          <Text size="sm" fw={500} truncate>
            {member.name}{' '}
            {member.userId === userId && (
              <Badge variant="default" size="xs" tt="none">
                You
              </Badge>
            )}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {member.email}
          </Text>
          <Box hiddenFrom="sm" mt={4} maw={140}>
            {roleOf(member)}
          </Box>
        </>
      ),
    },
    {
      key: 'role',
      header: 'Role',
      width: isAdmin ? 164 : 120,
      from: 'sm',
      render: roleOf,
    },
    {
      key: 'factor',
      header: 'Second factor',
      width: 150,
      from: 'lg',
      render: ({ hasSecondFactor }) =>
        hasSecondFactor ? (
          'On'
        ) : (
          <Text span size="sm" c="dimmed">
            Off
          </Text>
        ),
    },
    {
      key: 'seen',
      header: 'Signed in',
      width: 130,
      from: 'sm',
      render: ({ lastSignInAt }) => <Time at={lastSignInAt} none="Not lately" />,
    },
  ]
  if (isAdmin)
    columns.push({
      key: 'more',
      header: '',
      label: 'Actions',
      width: 76,
      render: (member) => <MemberMenu member={member} />,
    })
  return (
    <DataTable
      label="Members"
      columns={columns}
      rows={members.items}
      keyOf={(member) => member.userId}
      loading={members}
      empty={<EmptyState icon={IconUsersGroup} title="Nobody yet" text="Invite the first colleague." />}
    />
  )
}
