import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery, useApiMutation } from '#api/index.ts'
import { confirm } from '#ui/confirm.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'
import classes from './inbox.module.css'
import { EmptyFolder } from './list/empty-folder.tsx'

/** Mails of which no server said whether it took them: the user says what became of each. */
export const UncertainList = () => {
  const { data, error, refetch } = useQuery(apiQuery('/mails/uncertain'))
  const settle = useApiMutation({
    mutate: ({ id, as }: { id: string; as: 'sent' | 'send_again' }) =>
      api.post('/mails/{id}/settle', { params: { path: { id } }, body: { as } }),
    changes: ['/mails/uncertain', '/threads'],
    done: (_, { as }) => (as === 'sent' ? 'It counts as sent.' : 'It is sent again.'),
  })
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingRows rows={3} height={110} />
  if (data.items.length === 0) return <EmptyFolder folder="uncertain" />
  return (
    <Stack maw={720}>
      <Alert color="orange" title="Was it sent?">
        The connection broke while these mails were handed over, and neither the mailbox nor an answer tells
        whether they left. Look into your folder of sent mails, or ask. Nothing is sent twice by itself.
      </Alert>
      {data.items.map(({ messageId: id, to, subject, since, words }) => (
        <Paper key={id} withBorder radius="lg" p="md">
          <Text fw={600} size="sm" className={classes.wordBreak}>
            {subject}
          </Text>
          <Text size="sm" c="dimmed" className={classes.wordBreak}>
            To {to} · <Time at={since} />
          </Text>
          {words !== null && (
            <Text size="xs" c="dimmed" mt={4} className={classes.wordBreak}>
              {words}
            </Text>
          )}
          <Group gap="xs" mt="sm">
            <Button size="compact-sm" variant="default" onClick={() => settle.mutate({ id, as: 'sent' })}>
              It was sent
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                confirm({
                  title: 'Send it again?',
                  text: `If ${to} has the mail already, it comes a second time.`,
                  confirm: 'Send again',
                  onConfirm: () => settle.mutate({ id, as: 'send_again' }),
                })
              }
            >
              Send again
            </Button>
          </Group>
        </Paper>
      ))}
    </Stack>
  )
}
