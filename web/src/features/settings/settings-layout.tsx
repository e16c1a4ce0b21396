import { Anchor, Flex, Stack, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useSession } from '#app/session.ts'
import classes from './settings.module.css'
import { settingsOf } from './settings-nav.ts'

/** The navigation of the settings beside the chosen page; on a phone a way back to their list. */
export const SettingsLayout = () => {
  const { role } = useSession()
  const { pathname } = useLocation()
  const isStart = pathname.replace(/\/$/, '') === '/settings'
  if (isStart) return <Outlet />
  return (
    <Flex gap={48} align="flex-start" direction={{ base: 'column', md: 'row' }}>
      <Anchor
        renderRoot={(props) => <Link to="/settings" {...props} />}
        hiddenFrom="md"
        size="sm"
        c="dimmed"
        className={classes.back}
      >
        <IconArrowLeft size={14} aria-hidden /> Settings
      </Anchor>
      <Stack component="nav" aria-label="Settings" gap="lg" visibleFrom="md" className={classes.nav}>
        {settingsOf(role).map(({ title, links }) => (
          <div key={title}>
            <Text size="xs" fw={600} c="dimmed" mb={6} px={10}>
              {title}
            </Text>
            {links.map(({ to, label, icon: Sign }) => (
              <Link key={to} to={to} className={classes.link}>
                <Sign size={17} stroke={1.75} aria-hidden />
                {label}
              </Link>
            ))}
          </div>
        ))}
      </Stack>
      <div className={classes.page}>
        <Outlet />
      </div>
    </Flex>
  )
}
