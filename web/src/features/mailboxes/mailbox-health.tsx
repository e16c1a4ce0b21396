import { Alert, Anchor, SimpleGrid, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import { Section } from '#ui/section.tsx'
import { Time } from '#ui/time/index.ts'
import type { Health, Mailbox } from './types.ts'

type Props = { mailbox: Mailbox; health: Health | undefined; sent: number; limit: number }

/** How it does: today, its last mails, and what somebody should look at. */
export const MailboxHealth = ({ mailbox: { syncedAt, imap }, health, sent, limit }: Props) => {
  const mails = health?.last.mails ?? 0
  const ofLast = mails === 0 ? '' : ` of the last ${mails}`
  return (
    <Section
      title="How it does"
      actions={
        <Anchor size="sm" renderRoot={(props) => <Link to="/reports/mailboxes" {...props} />}>
          Reports
        </Anchor>
      }
    >
      <Stack gap="lg">
        {health?.hints.map(({ level, text }) => (
          <Alert key={text} color={level === 'bad' ? 'red' : 'orange'}>
            {text}
          </Alert>
        ))}
        <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="lg">
          <Figure label="Sent today" value={`${formatNumber(sent)} of ${formatNumber(limit)}`} />
          <Figure label="Waiting" value={formatNumber(health?.waiting ?? 0)} />
          <Figure
            label="Answers read"
            value={imap === null ? 'Only sends' : <Time at={syncedAt} none="Not yet" />}
          />
          {health && (
            <>
              <Figure
                label={`Bounced${ofLast}`}
                value={formatShare(health.last.bounced, health.last.mails)}
              />
              <Figure
                label={`Refused${ofLast}`}
                value={formatShare(health.last.refused, health.last.mails)}
              />
              <Figure
                label={`Answered${ofLast}`}
                value={formatShare(health.last.replied, health.last.mails)}
              />
            </>
          )}
        </SimpleGrid>
        {health?.lastRefusal && (
          <Text size="sm" c="dimmed">
            The server’s words when it last refused one: {health.lastRefusal}
          </Text>
        )}
      </Stack>
    </Section>
  )
}

const Figure = ({ label, value }: { label: string; value: ReactNode }) => (
  <div>
    <Text size="xs" c="dimmed">
      {label}
    </Text>
    <Text fw={600} size="lg">
      {value}
    </Text>
  </div>
)
