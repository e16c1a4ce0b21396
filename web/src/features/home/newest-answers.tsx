import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'
import classes from './home.module.css'

const SHOWN = 5

/** The last replies that wait for an answer. */
export const NewestAnswers = () => {
  const threads = useQuery(
    apiQuery('/threads', { params: { query: { kind: 'reply', state: 'open', limit: SHOWN } } }),
  )
  return (
    <Section
      title="Newest answers"
      isFlush
      actions={
        <Button variant="subtle" size="compact-sm" renderRoot={(props) => <Link to="/inbox" {...props} />}>
          Open the inbox
        </Button>
      }
    >
      {threads.error ? (
        <FailedState isSmall error={threads.error} onRetry={() => void threads.refetch()} />
      ) : threads.data === undefined ? (
        <div className={classes.quiet}>
          <LoadingRows rows={3} />
        </div>
      ) : threads.data.items.length === 0 ? (
        <Text size="sm" c="dimmed" className={classes.quiet}>
          Nobody waits for an answer.
        </Text>
      ) : (
        threads.data.items.map(({ id, prospect, fromName, snippet, lastAt, unread }) => (
          <Link key={id} to="/inbox" search={{ folder: 'replies', thread: id }} className={classes.want}>
            <div className={classes.words}>
              <Group justify="space-between" wrap="nowrap" gap="sm">
                <Text size="sm" fw={unread ? 650 : 500} truncate>
                  {prospect.name ?? (fromName || prospect.email)}
                  {prospect.company !== null && (
                    <Text span inherit c="dimmed" fw={400}>
                      {` · ${prospect.company}`}
                    </Text>
                  )}
                </Text>
                <Time at={lastAt} size="xs" c="dimmed" className={classes.time} />
              </Group>
              <Text size="sm" c="dimmed" truncate>
                {snippet}
              </Text>
            </div>
          </Link>
        ))
      )}
    </Section>
  )
}
