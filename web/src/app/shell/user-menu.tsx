import { Avatar, Group, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconLogout, IconSelector, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSession, useSignOut } from '../session.ts'
import { ColorSchemeChoice } from './color-scheme-choice.tsx'
import classes from './shell.module.css'

/** Who is signed in; his profile, the colours, and the way out. */
export const UserMenu = () => {
  const { email, role } = useSession()
  const signOut = useSignOut()
  return (
    <Menu position="top-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <VisuallyHidden>Account of </VisuallyHidden>
          <Group gap="sm" wrap="nowrap">
            <Avatar size={30} radius="xl" color="accent" name={email} />
            <div style={{ minWidth: 0, flex: 1 }}>
              <Text size="sm" fw={500} truncate>
                {email}
              </Text>
              <Text size="xs" c="dimmed" tt="capitalize">
                {role}
              </Text>
            </div>
            <IconSelector size={16} stroke={1.75} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <ColorSchemeChoice />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUser size={16} stroke={1.75} />}
          renderRoot={(props) => <Link to="/settings/profile" {...props} />}
        >
          Profile
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
