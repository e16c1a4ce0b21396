import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { FailedState } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'

/** What happened without the user, until he has read it. */
export const NoticeList = () => {
  const notices = useQuery(apiQuery('/notices', { params: { query: { limit: 20 } } }))
  const unread = (notices.data?.items ?? []).filter(({ readAt }) => readAt === null)
  const read = useApiMutation({
    mutate: (ids: string[]) => api.post('/notices/read', { body: { ids } }),
    changes: ['/notices'],
  })
  if (notices.error)
    return <FailedState isSmall error={notices.error} onRetry={() => void notices.refetch()} />
  if (unread.length === 0) return null
  return (
    <Section
      title="Notices"
      actions={
        <Button
          variant="default"
          size="xs"
          loading={read.isPending}
          onClick={() => read.mutate(unread.map(({ id }) => id))}
        >
          Mark as read
        </Button>
      }
    >
      <Stack gap="sm">
        {unread.map(({ id, text, createdAt }) => (
          <Group key={id} justify="space-between" align="flex-start" wrap="nowrap" gap="lg">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {text}
            </Text>
            <Time at={createdAt} size="xs" c="dimmed" style={{ flexShrink: 0 }} />
          </Group>
        ))}
      </Stack>
    </Section>
  )
}
