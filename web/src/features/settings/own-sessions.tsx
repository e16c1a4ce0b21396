import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApiMutation } from '#api/index.ts'
import { StateBadge } from '#ui/badges/index.ts'
import { Section } from '#ui/section.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'
import { type OwnSession, ownSessions, postAccount } from './auth-api.ts'
import { browserName } from './browser-name.ts'

/** Where one is signed in, and the way out of each. */
export const OwnSessions = () => {
  const queries = useQueryClient()
  const sessions = useQuery(ownSessions)
  const again = () => void queries.invalidateQueries({ queryKey: ownSessions.queryKey })
  const endOthers = useApiMutation({
    mutate: () => postAccount('/revoke-other-sessions'),
    done: 'Other devices are signed out.',
    onDone: again,
  })
  const others = sessions.data?.filter(({ isThis }) => !isThis) ?? []
  return (
    <Section
      title="Sessions"
      about="Browsers in which you are signed in."
      actions={
        others.length > 0 && (
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            Sign out everywhere else
          </Button>
        )
      }
    >
      {sessions.isPending && <LoadingRows rows={2} />}
      {sessions.error && (
        <FailedState error={sessions.error} onRetry={() => void sessions.refetch()} isSmall />
      )}
      {sessions.data && (
        <Stack component="ul" gap="sm" m={0} p={0}>
          {sessions.data.map((session) => (
            <SessionRow key={session.token} session={session} onEnded={again} />
          ))}
        </Stack>
      )}
    </Section>
  )
}

const SessionRow = ({ session, onEnded }: { session: OwnSession; onEnded(): void }) => {
  const { token, createdAt, ipAddress, userAgent, isThis } = session
  const name = browserName(userAgent)
  const end = useApiMutation({
    mutate: () => postAccount('/revoke-session', { token }),
    done: `${name} is signed out.`,
    onDone: onEnded,
  })
  return (
    <Group component="li" justify="space-between" wrap="nowrap" mih={42}>
      <div>
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {name}
          </Text>
          {isThis && <StateBadge tone="good" label="This browser" />}
        </Group>
        <Text size="sm" c="dimmed">
          Signed in <Time at={createdAt} />
          {ipAddress && ` from ${ipAddress}`}
        </Text>
      </div>
      {!isThis && (
        <Button
          variant="default"
          size="xs"
          loading={end.isPending}
          onClick={() => end.mutate()}
          aria-label={`Sign out ${name}`}
        >
          Sign out
        </Button>
      )}
    </Group>
  )
}
