import { Avatar, Group, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconBuilding, IconLogout, IconSelector, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { goToCompany } from '../go-to-company.ts'
import { useSession, useSignOut } from '../session.ts'
import { ColorSchemeChoice } from './color-scheme-choice.tsx'
import classes from './shell.module.css'

/** Who is signed in; his profile, the colours, and the way out. */
export const UserMenu = () => {
  const { name, role, company, companies } = useSession()
  const signOut = useSignOut()
  return (
    <Menu position="top-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <VisuallyHidden>Account of </VisuallyHidden>
          <Group gap="sm" wrap="nowrap">
            <Avatar size={30} radius="xl" color="accent" name={name} />
            <div style={{ minWidth: 0, flex: 1 }}>
              <Text size="sm" fw={500} truncate>
                {name}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {company.name}, {role}
              </Text>
            </div>
            <IconSelector size={16} stroke={1.75} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <ColorSchemeChoice />
        <Menu.Divider />
        {companies.length > 1 && <Menu.Label>Companies</Menu.Label>}
        {companies.length > 1 &&
          companies.map((one) => (
            <Menu.Item
              key={one.companyId}
              disabled={one.companyId === company.companyId}
              leftSection={<IconBuilding size={16} stroke={1.75} />}
              onClick={() => void goToCompany(one.companyId)}
            >
              {one.name}
            </Menu.Item>
          ))}
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
