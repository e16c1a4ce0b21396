import { Button, Menu } from '@mantine/core'
import { IconUserShare } from '@tabler/icons-react'
import { useHasRole, useSession } from '#app/session.ts'
import { useMembers } from '#app/use-members.ts'

type Props = {
  isOpen: boolean
  onToggle(isOpen: boolean): void
  /** Null: nobody has it. */
  onChosen(userId: string | null): void
  assigneeId?: string | null
  label?: string
  size?: 'compact-sm' | 'sm'
}

/** Gives threads to a member; a rep takes them himself. */
export const AssignMenu = ({
  isOpen,
  onToggle,
  onChosen,
  assigneeId,
  label = 'Assign',
  size = 'sm',
}: Props) => {
  const { userId } = useSession()
  const isManager = useHasRole('admin', 'manager')
  const others = useMembers().items.filter(
    (member) => member.userId !== userId && member.userId !== assigneeId,
  )
  return (
    <Menu opened={isOpen} onChange={onToggle} position="bottom-start" width={240}>
      <Menu.Target>
        <Button
          variant="default"
          size={size}
          leftSection={<IconUserShare size={16} stroke={1.75} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {assigneeId !== userId && <Menu.Item onClick={() => onChosen(userId)}>Me</Menu.Item>}
        {others.map(({ userId: id, name, email }) => (
          <Menu.Item key={id} onClick={() => onChosen(id)}>
            {name || email}
          </Menu.Item>
        ))}
        {isManager && assigneeId !== null && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onChosen(null)}>Nobody</Menu.Item>
          </>
        )}
        {!isManager && assigneeId === userId && <Menu.Label>It is yours.</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
