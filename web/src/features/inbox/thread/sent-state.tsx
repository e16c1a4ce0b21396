import { Alert, Button, Group, Text } from '@mantine/core'
import { api, useApiMutation } from '#api/index.ts'
import { StateBadge, type Tone } from '#ui/badges/index.ts'
import { formatInstant } from '#ui/time/index.ts'
import type { ThreadMail } from '../types.ts'

const WORDS: Readonly<Record<string, { label: string; tone: Tone }>> = {
  queued: { label: 'Waiting', tone: 'busy' },
  sending: { label: 'Leaving', tone: 'busy' },
  sent: { label: 'Sent', tone: 'quiet' },
  refused: { label: 'Refused', tone: 'bad' },
  uncertain: { label: 'Uncertain', tone: 'warning' },
  cancelled: { label: 'Taken back', tone: 'quiet' },
}

/** How far a mail of ours has come, beside its time. */
export const SentBadge = ({ mail }: { mail: ThreadMail }) => {
  const words = WORDS[mail.state ?? '']
  if (!words) return null
  if (mail.state === 'sent' && mail.openedAt !== null) return <StateBadge label="Opened" tone="good" />
  return <StateBadge {...words} />
}

/** What is to be known or done about a mail of ours that has not simply been sent. */
export const SentNotice = ({ mail, onEdit }: { mail: ThreadMail; onEdit(mail: ThreadMail): void }) => {
  const takeBack = useApiMutation({
    mutate: () => api.delete('/mails/{id}', { params: { path: { id: mail.id } } }),
    changes: ['/threads'],
    done: 'The mail was taken back.',
    onDone: () => onEdit(mail),
  })
  if (mail.state === 'queued')
    return (
      <Group gap="sm">
        <Text size="xs" c="dimmed">
          {mail.sendsAt !== null && new Date(mail.sendsAt) > new Date()
            ? `Goes at ${formatInstant(mail.sendsAt)}, by the pace of its mailbox.`
            : 'Goes at once.'}
          {mail.serverWords !== null && ` The server said: ${mail.serverWords}`}
        </Text>
        {mail.kind !== 'sequence' && (
          <Button
            size="compact-xs"
            variant="default"
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate()}
          >
            Take back
          </Button>
        )}
      </Group>
    )
  if (mail.state === 'refused' || mail.state === 'uncertain')
    return (
      <Alert
        color={mail.state === 'refused' ? 'red' : 'orange'}
        title={mail.state === 'refused' ? 'It was not delivered' : 'Nobody knows whether it was sent'}
      >
        <Text size="sm" mb="xs">
          {mail.serverWords ?? 'The server gave no reason.'}
        </Text>
        {mail.state === 'refused' && mail.kind !== 'sequence' && (
          <Button size="compact-sm" variant="default" onClick={() => onEdit(mail)}>
            Edit and send again
          </Button>
        )}
        {mail.state === 'uncertain' && <Text size="sm">Decide under “Uncertain” at the left.</Text>}
      </Alert>
    )
  return null
}
