import { Anchor, Progress, Text, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Column } from '#ui/data-table/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { Time } from '#ui/time/index.ts'
import { HealthSign } from './health-sign.tsx'
import { MailboxState } from './mailbox-state.tsx'
import { dayOf, limitOn } from './ramp.ts'
import type { Health, Mailbox } from './types.ts'

type About = {
  sentToday(mailboxId: string): number
  healthOf(mailboxId: string): Health | undefined
  nameOf(userId: string): string
}

export const mailboxColumns = ({ sentToday, healthOf, nameOf }: About): Column<Mailbox>[] => [
  {
    key: 'address',
    header: 'Mailbox',
    render: ({ id, address, userId }) => (
      <>
        <Anchor
          size="sm"
          fw={550}
          truncate
          display="block"
          renderRoot={(props) => <Link to="/mailboxes/$mailboxId" params={{ mailboxId: id }} {...props} />}
        >
          {address}
        </Anchor>
        <Text size="xs" c="dimmed" truncate>
          {nameOf(userId)}
        </Text>
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 160,
    render: (mailbox) => <MailboxState mailbox={mailbox} />,
  },
  {
    key: 'today',
    header: 'Sent today',
    width: 150,
    from: 'sm',
    isNumber: true,
    render: ({ id, limits }) => <SentToday sent={sentToday(id)} limit={limitOn(limits, dayOf(new Date()))} />,
  },
  {
    key: 'waiting',
    header: 'Waiting',
    width: 90,
    from: 'md',
    isNumber: true,
    render: ({ id }) => formatNumber(healthOf(id)?.waiting ?? 0),
  },
  {
    key: 'health',
    header: 'Health',
    width: 130,
    from: 'sm',
    render: ({ id }) => <HealthSign health={healthOf(id)} />,
  },
  {
    key: 'read',
    header: 'Answers read',
    width: 130,
    from: 'lg',
    render: ({ imap, syncedAt }) => (imap === null ? 'Only sends' : <Time at={syncedAt} none="Not yet" />),
  },
]

const SentToday = ({ sent, limit }: { sent: number; limit: number }) => (
  <Tooltip label={`${formatNumber(sent)} of the ${formatNumber(limit)} that may leave today`}>
    <div>
      <Text size="sm" mb={4}>
        {formatNumber(sent)}
        <Text span c="dimmed" inherit>
          {' '}
          of {formatNumber(limit)}
        </Text>
      </Text>
      <Progress value={limit === 0 ? 0 : (100 * sent) / limit} size={4} aria-label="Sent of today's limit" />
    </div>
  </Tooltip>
)
