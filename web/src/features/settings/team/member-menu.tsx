import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconKey, IconUserMinus } from '@tabler/icons-react'
import { useSession } from '#app/session.ts'
import type { Member } from '#app/use-members.ts'
import { EndMembershipDialog } from './end-membership-dialog.tsx'
import { PasswordLinkDialog } from './password-link-dialog.tsx'

/** What an admin does with a member. */
export const MemberMenu = ({ member }: { member: Member }) => {
  const { userId } = useSession()
  const [isLinking, linking] = useDisclosure()
  const [isEnding, ending] = useDisclosure()
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${member.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={linking.open}>
            Link for a new password
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUserMinus size={16} />}
            disabled={member.userId === userId}
            onClick={ending.open}
          >
            Take out of the team
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isLinking && <PasswordLinkDialog member={member} onClose={linking.close} />}
      {isEnding && <EndMembershipDialog member={member} onClose={ending.close} />}
    </>
  )
}
