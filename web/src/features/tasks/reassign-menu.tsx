import { Button, Menu } from '@mantine/core'
import { IconUserShare } from '@tabler/icons-react'
import { useMembers } from '#app/use-members.ts'

type Props = {
  isOpen: boolean
  onToggle(isOpen: boolean): void
  onChosen(member: { userId: string; name: string }): void
  /** Who has it now, if it is one. */
  assigneeId?: string | undefined
  size?: 'compact-sm' | 'sm'
}

/** Gives tasks to another member. */
export const ReassignMenu = ({ isOpen, onToggle, onChosen, assigneeId, size = 'sm' }: Props) => {
  const others = useMembers().items.filter(({ userId }) => userId !== assigneeId)
  return (
    <Menu opened={isOpen} onChange={onToggle} position="bottom-start" width={260}>
      <Menu.Target>
        <Button
          variant="default"
          size={size}
          leftSection={<IconUserShare size={16} stroke={1.75} aria-hidden />}
        >
          Reassign
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length === 0 && <Menu.Label>There is nobody else in the company yet.</Menu.Label>}
        {others.map(({ userId, name, email }) => (
          <Menu.Item key={userId} onClick={() => onChosen({ userId, name: name || email })}>
            {name || email}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
