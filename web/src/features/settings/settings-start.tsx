import { SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSession } from '#app/session.ts'
import { PageHeader } from '#ui/page-header.tsx'
import classes from './settings.module.css'
import { settingsOf } from './settings-nav.ts'

/** Settings without a page chosen: all of them, each with what it is about. */
export const SettingsStart = () => {
  const { role } = useSession()
  return (
    <>
      <PageHeader title="Settings" />
      <Stack gap="xl">
        {settingsOf(role).map(({ title, links }) => (
          <section key={title}>
            <Title order={2} mb="xs">
              {title}
            </Title>
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing={4}>
              {links.map(({ to, label, about, icon: Sign }) => (
                <Link key={to} to={to} className={classes.card}>
                  <Sign size={20} stroke={1.75} aria-hidden className={classes.sign} />
                  <div>
                    <Text size="sm" fw={550}>
                      {label}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {about}
                    </Text>
                  </div>
                </Link>
              ))}
            </SimpleGrid>
          </section>
        ))}
      </Stack>
    </>
  )
}
