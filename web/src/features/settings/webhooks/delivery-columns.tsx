import { Text } from '@mantine/core'
import type { ItemOf } from '#api/index.ts'
import { StateBadge, type Tone } from '#ui/badges/index.ts'
import type { Column } from '#ui/data-table/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { Time } from '#ui/time/index.ts'

type Delivery = ItemOf<'/webhooks/{id}/deliveries'>

export const DELIVERY_WORDS: Readonly<Record<Delivery['state'], { label: string; tone: Tone }>> = {
  waiting: { label: 'Waiting', tone: 'busy' },
  delivered: { label: 'Delivered', tone: 'good' },
  set_aside: { label: 'Set aside', tone: 'bad' },
  cancelled: { label: 'Cancelled', tone: 'quiet' },
}

export const DELIVERY_COLUMNS: Column<Delivery>[] = [
  {
    key: 'event',
    header: 'Event',
    render: ({ event, error, answer, state }) => (
      <>
        <Text size="sm" fw={500} truncate>
          {event}
        </Text>
        {state !== 'delivered' && (error ?? answer) && (
          <Text size="xs" c="dimmed" truncate>
            {error ?? answer}
          </Text>
        )}
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 128,
    render: ({ state }) => <StateBadge {...DELIVERY_WORDS[state]} />,
  },
  {
    key: 'status',
    header: 'Answer',
    width: 108,
    from: 'sm',
    isNumber: true,
    render: ({ status }) => status ?? '–',
  },
  {
    key: 'attempts',
    header: 'Attempts',
    width: 120,
    from: 'lg',
    isNumber: true,
    render: ({ attempts }) => formatNumber(attempts),
  },
  {
    key: 'took',
    header: 'Took',
    width: 110,
    from: 'lg',
    isNumber: true,
    render: ({ milliseconds }) => (milliseconds === null ? '–' : `${formatNumber(milliseconds)} ms`),
  },
  {
    key: 'at',
    header: 'When',
    width: 120,
    from: 'sm',
    render: ({ triedAt, createdAt }) => <Time at={triedAt ?? createdAt} />,
  },
]
