import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { inCadence } from '#features/cadences/cadence-numbers.ts'
import type { CadenceNumbers } from '#features/cadences/types.ts'
import { SEQUENCE_STATES, StateBadge } from '#ui/badges/index.ts'
import type { Column } from '#ui/data-table/index.ts'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import { JourneyMenu } from './journey-menu.tsx'
import type { ListedJourney } from './use-journeys.ts'

const number = (
  header: string,
  of: (numbers: CadenceNumbers) => string,
  from?: 'xs' | 'sm' | 'md',
): Column<ListedJourney> => ({
  key: header,
  header,
  isNumber: true,
  width: 108,
  ...(from && { from }),
  render: ({ numbers }) => (numbers ? of(numbers) : <Skeleton height={14} width={32} ml="auto" />),
})

/** A list of journeys with what has come of each. */
export const JOURNEY_COLUMNS: readonly Column<ListedJourney>[] = [
  { key: 'name', header: 'Name', render: (journey) => <Name journey={journey} /> },
  {
    key: 'state',
    header: 'State',
    width: 116,
    from: 'sm',
    render: ({ state }) => <StateBadge {...SEQUENCE_STATES[state]} />,
  },
  number('Under way', (one) => formatNumber(inCadence(one))),
  number('Held', ({ held }) => formatNumber(held), 'md'),
  number('Sent', ({ mails }) => formatNumber(mails.sent), 'sm'),
  number('Replied', ({ mails }) => formatShare(mails.replied, mails.contacted), 'xs'),
  {
    key: 'more',
    header: '',
    label: 'Actions',
    width: 72,
    render: (journey) => <JourneyMenu journey={journey} />,
  },
]

const Name = ({ journey }: { journey: ListedJourney }) => {
  const { id, name, ownerEmail, shared, state, hasDraft, version } = journey
  return (
    <Stack gap={2}>
      <Group gap={6} wrap="nowrap">
        <Anchor
          renderRoot={(props) => <Link to="/journeys/$journeyId" params={{ journeyId: id }} {...props} />}
          c="var(--mantine-color-text)"
          fw={550}
          size="sm"
          lineClamp={2}
        >
          {name}
        </Anchor>
        {!shared && <IconLock size={14} role="img" aria-label="Not shared" />}
      </Group>
      <Text size="xs" c="dimmed" truncate>
        <Text span inherit hiddenFrom="sm">
          {SEQUENCE_STATES[state].label} ·{' '}
        </Text>
        {ownerEmail}
        {hasDraft && version > 0 && ' · unpublished changes'}
      </Text>
    </Stack>
  )
}
