import { Button, CopyButton, Group, Text } from '@mantine/core'
import { api, type ItemOf, useApiMutation } from '#api/index.ts'
import { StateBadge } from '#ui/badges/index.ts'
import { Time, useNow } from '#ui/time/index.ts'
import { ROLE_LABELS } from './roles.ts'

/** Somebody who is invited: the link, a new one, and the way to take it back. */
export const InvitationRow = ({ invitation }: { invitation: ItemOf<'/invitations'> }) => {
  const { id, email, role, expiresAt, mailedAt, link } = invitation
  const now = useNow()
  const isExpired = new Date(expiresAt).getTime() <= now.getTime()
  const init = { params: { path: { id } } }
  const renew = useApiMutation({
    mutate: () => api.post('/invitations/{id}/renew', { ...init, body: { mail: mailedAt !== null } }),
    changes: ['/invitations'],
    done: (answer) =>
      answer.mailedAt === mailedAt
        ? 'There is a new link; the one before works no more.'
        : `A new link is on its way to ${email}; the one before works no more.`,
  })
  const revoke = useApiMutation({
    mutate: () => api.delete('/invitations/{id}', init),
    changes: ['/invitations'],
    done: `${email} is not invited any more.`,
  })
  return (
    <Group component="li" justify="space-between" gap="sm">
      <div>
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {email}
          </Text>
          <StateBadge
            tone={isExpired ? 'warning' : 'quiet'}
            label={isExpired ? 'Link expired' : ROLE_LABELS[role]}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {isExpired ? 'Its link ended ' : 'Its link ends '}
          <Time at={expiresAt} />
          {mailedAt !== null && (
            <>
              , mailed <Time at={mailedAt} />
            </>
          )}
        </Text>
      </div>
      <Group gap="xs">
        {!isExpired && (
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                size="xs"
                onClick={copy}
                aria-label={`${copied ? 'Copied' : 'Copy link'} for ${email}`}
              >
                {copied ? 'Copied' : 'Copy link'}
              </Button>
            )}
          </CopyButton>
        )}
        <Button
          variant="default"
          size="xs"
          loading={renew.isPending}
          onClick={() => renew.mutate()}
          aria-label={`New link for ${email}`}
        >
          New link
        </Button>
        <Button
          variant="default"
          size="xs"
          loading={revoke.isPending}
          onClick={() => revoke.mutate()}
          aria-label={`Take back the invitation of ${email}`}
        >
          Take back
        </Button>
      </Group>
    </Group>
  )
}
