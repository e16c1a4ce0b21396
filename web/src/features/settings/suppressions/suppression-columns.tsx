import { Button, Text } from '@mantine/core'
import { api, type ItemOf, useApiMutation } from '#api/index.ts'
import { StateBadge, type Tone } from '#ui/badges/index.ts'
import { confirm } from '#ui/confirm.ts'
import type { Column } from '#ui/data-table/index.ts'
import { Time } from '#ui/time/index.ts'

type Suppression = ItemOf<'/suppressions'>

export const REASON_WORDS: Readonly<Record<Suppression['reason'], { label: string; tone: Tone }>> = {
  unsubscribed: { label: 'Unsubscribed', tone: 'warning' },
  bounced: { label: 'Bounced', tone: 'bad' },
  do_not_contact: { label: 'Do not contact', tone: 'quiet' },
  complaint: { label: 'Complaint', tone: 'bad' },
}

export const suppressionColumns = (mayRemove: boolean): Column<Suppression>[] => {
  const columns: Column<Suppression>[] = [
    {
      key: 'value',
      header: 'Address or domain',
      render: ({ kind, value, detail, reason }) => (
        <>
          <Text size="sm" fw={500} truncate title={value}>
            {kind === 'domain' ? `@${value}` : value}
          </Text>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {REASON_WORDS[reason].label}
          </Text>
          {detail && (
            <Text size="xs" c="dimmed" truncate title={detail}>
              {detail}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'reason',
      header: 'Reason',
      width: 160,
      from: 'sm',
      render: ({ reason }) => <StateBadge {...REASON_WORDS[reason]} />,
    },
    { key: 'source', header: 'By', width: 100, from: 'lg', render: ({ source }) => source },
    {
      key: 'since',
      header: 'Since',
      width: 120,
      from: 'sm',
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
  ]
  if (mayRemove)
    columns.push({
      key: 'remove',
      header: '',
      label: 'Action',
      width: 124,
      render: (suppression) => <TakeOff suppression={suppression} />,
    })
  return columns
}

const TakeOff = ({ suppression: { kind, value, reason } }: { suppression: Suppression }) => {
  const remove = useApiMutation({
    mutate: () => api.delete('/suppressions', { params: { query: { kind, value, reason } } }),
    changes: ['/suppressions', '/prospects'],
    done: `${value} is off the list.`,
  })
  const ask = () =>
    confirm({
      title: `Take ${value} off the list?`,
      text:
        reason === 'unsubscribed'
          ? 'This person asked for no more mail. Only take the wish back when he asked you to.'
          : 'From then on mails may be sent there again. What was stopped stays stopped.',
      confirm: 'Take off',
      isDestructive: true,
      onConfirm: () => remove.mutate(),
    })
  return (
    <Button
      variant="default"
      size="xs"
      loading={remove.isPending}
      onClick={ask}
      aria-label={`Take off ${value}`}
    >
      Take off
    </Button>
  )
}
