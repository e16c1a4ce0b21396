import { Anchor, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '#api/index.ts'
import { type ChartColumn, ChartWithTable } from '#ui/charts/index.ts'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import { Time } from '#ui/time/index.ts'
import { formatWait } from './format-wait.ts'
import classes from './reports.module.css'

type Mailbox = AnswerOf<'get', '/reports/mailboxes/health'>['mailboxes'][number]

const COLUMNS: readonly ChartColumn<Mailbox>[] = [
  { header: 'Mailbox', value: ({ address }) => address },
  { header: 'State', value: ({ state }) => (state === 'paused' ? 'Paused' : 'Running') },
  { header: 'Waiting', value: ({ waiting }) => waiting, show: ({ waiting }) => formatNumber(waiting) },
  { header: 'Uncertain', value: ({ uncertain }) => uncertain },
  { header: 'Last mails', value: ({ last }) => last.mails },
  {
    header: 'Bounced',
    value: ({ last }) => last.bounced,
    show: ({ last }) => formatShare(last.bounced, last.mails),
  },
  { header: 'Refused', value: ({ last }) => last.refused },
  {
    header: 'Replied',
    value: ({ last }) => last.replied,
    show: ({ last }) => formatShare(last.replied, last.mails),
  },
  {
    header: 'Half leave within',
    value: ({ last }) => last.medianWait,
    show: ({ last }) => formatWait(last.medianWait),
  },
  {
    header: '95 of 100 within',
    value: ({ last }) => last.longWait,
    show: ({ last }) => formatWait(last.longWait),
  },
  { header: 'Last refusal', value: ({ lastRefusal }) => lastRefusal },
]

/** Each mailbox with what of it wants somebody; the numbers behind it in the table. */
export const MailboxHealth = ({ mailboxes }: { mailboxes: readonly Mailbox[] }) => (
  <ChartWithTable
    title="Health now"
    about="By the last 100 mails of each mailbox that have their answer."
    summary={mailboxes.map(({ address, hints }) => `${address}: ${hints.length} to look at`).join('; ')}
    isPicture={false}
    chart={
      <ul className={classes.hints}>
        {mailboxes.map((mailbox) => (
          <HealthOf key={mailbox.id} mailbox={mailbox} />
        ))}
      </ul>
    }
    rows={mailboxes}
    keyOf={({ id }) => id}
    columns={COLUMNS}
    fileName="mailbox-health"
  />
)

const HealthOf = ({ mailbox }: { mailbox: Mailbox }) => {
  const { hints, last } = mailbox
  const isBad = hints.some(({ level }) => level === 'bad')
  return (
    <li>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        {hints.length === 0 && (
          <IconCircleCheck size={20} stroke={1.75} color="var(--mantine-color-accent-5)" aria-label="Well" />
        )}
        {hints.length > 0 && !isBad && (
          <IconAlertTriangle
            size={20}
            stroke={1.75}
            color="var(--mantine-color-orange-5)"
            aria-label="To look at"
          />
        )}
        {isBad && (
          <IconCircleX size={20} stroke={1.75} color="var(--mantine-color-red-6)" aria-label="Needs you" />
        )}
        <div>
          <Anchor
            size="sm"
            fw={550}
            renderRoot={(props) => (
              <Link to="/mailboxes/$mailboxId" params={{ mailboxId: mailbox.id }} {...props} />
            )}
          >
            {mailbox.address}
          </Anchor>
          {hints.map(({ text }) => (
            <Text key={text} size="sm">
              {text}
            </Text>
          ))}
          <Text size="sm" c="dimmed">
            {last.mails === 0
              ? 'It has sent nothing yet.'
              : `Of the last ${last.mails} mails ${last.bounced} bounced and ${last.replied} were answered; half left within ${formatWait(last.medianWait)}.`}
            {mailbox.syncedAt !== null && (
              <>
                {' Read '}
                <Time at={mailbox.syncedAt} />.
              </>
            )}
          </Text>
        </div>
      </Group>
    </li>
  )
}
