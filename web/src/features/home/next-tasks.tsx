import { Button, Text } from '@mantine/core'
import { IconBrandLinkedin, IconChecklist, IconMail, IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { Section } from '#ui/section.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'
import classes from './home.module.css'

const SHOWN = 5
const ICONS = { call: IconPhone, linkedin: IconBrandLinkedin, manual_mail: IconMail, todo: IconChecklist }

/** What one does next, the longest due first. */
export const NextTasks = () => {
  const { userId } = useSession()
  const tasks = useQuery(apiQuery('/tasks', { params: { query: { assigneeId: userId, limit: SHOWN } } }))
  return (
    <Section
      title="Next tasks"
      isFlush
      actions={
        <Button variant="subtle" size="compact-sm" renderRoot={(props) => <Link to="/tasks" {...props} />}>
          Work through them
        </Button>
      }
    >
      {tasks.error ? (
        <FailedState isSmall error={tasks.error} onRetry={() => void tasks.refetch()} />
      ) : tasks.data === undefined ? (
        <div className={classes.quiet}>
          <LoadingRows rows={3} />
        </div>
      ) : tasks.data.items.length === 0 ? (
        <Text size="sm" c="dimmed" className={classes.quiet}>
          No task is open. Cadences make them, and so can you on a prospect's page.
        </Text>
      ) : (
        tasks.data.items.map(({ id, kind, title, prospect, dueAt }) => {
          const Sign = ICONS[kind]
          return (
            <Link key={id} to="/tasks" search={{ task: id }} className={classes.want}>
              <Sign size={18} stroke={1.5} aria-hidden />
              <div className={classes.words}>
                <Text size="sm" fw={500} truncate>
                  {title}
                </Text>
                <Text size="sm" c="dimmed" truncate>
                  {[prospect.fullName ?? prospect.email, prospect.company].filter(Boolean).join(' · ')}
                </Text>
              </div>
              <Time at={dueAt} size="xs" c="dimmed" className={classes.time} />
            </Link>
          )
        })
      )}
    </Section>
  )
}
