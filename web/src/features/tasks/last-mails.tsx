import { Group, Spoiler, Stack, Text, Title } from '@mantine/core'
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react'
import { Time } from '#ui/time/index.ts'
import classes from './tasks.module.css'
import type { TaskContext } from './work-pane.tsx'

/** What went to and fro, as text. */
export const LastMails = ({ mails }: Pick<TaskContext, 'mails'>) => (
  <div>
    <Title order={3} mb="sm">
      Last mails
    </Title>
    {mails.length === 0 && (
      <Text size="sm" c="dimmed">
        Nothing was written yet.
      </Text>
    )}
    <Stack gap="md">
      {mails.map(({ id, direction, at, subject, text }) => (
        <article key={id}>
          <Group gap={6} wrap="nowrap">
            {direction === 'in' ? (
              <IconArrowDownLeft size={14} stroke={2} aria-label="From the prospect" />
            ) : (
              <IconArrowUpRight size={14} stroke={2} aria-label="From us" />
            )}
            <Text size="sm" fw={550} truncate flex={1}>
              {subject === '' ? 'No subject' : subject}
            </Text>
            <Text size="xs" c="dimmed" className={classes.when}>
              <Time at={at} />
            </Text>
          </Group>
          <Spoiler
            maxHeight={64}
            showLabel="Show all"
            hideLabel="Show less"
            mt={2}
            styles={{ control: { fontSize: 'var(--mantine-font-size-xs)' } }}
          >
            <Text size="sm" c="dimmed" className={classes.mail}>
              {text.trim()}
            </Text>
          </Spoiler>
        </article>
      ))}
    </Stack>
  </div>
)
