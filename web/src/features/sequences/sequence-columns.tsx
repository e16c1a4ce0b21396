import { Anchor, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { SEQUENCE_STATES, StateBadge } from '#ui/badges/index.ts'
import type { Column } from '#ui/data-table/index.ts'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import { SequenceMenu } from './sequence-menu.tsx'
import type { ListedSequence, SequenceKind, SequenceNumbers } from './types.ts'

const number = (
  header: string,
  about: string,
  of: (numbers: SequenceNumbers) => string,
  from?: 'xs' | 'sm' | 'md',
): Column<ListedSequence> => ({
  key: header,
  header: (
    <Tooltip label={about}>
      <span>{header}</span>
    </Tooltip>
  ),
  isNumber: true,
  width: 108,
  ...(from && { from }),
  render: ({ numbers }) => (numbers ? of(numbers) : <Skeleton height={14} width={32} ml="auto" />),
})

/** A list of cadences or journeys with what has come of each. */
export const sequenceColumns = (kind: SequenceKind): readonly Column<ListedSequence>[] => [
  { key: 'name', header: 'Name', render: (sequence) => <Name kind={kind} sequence={sequence} /> },
  {
    key: 'state',
    header: 'State',
    width: 116,
    from: 'sm',
    render: ({ state }) => <StateBadge {...SEQUENCE_STATES[state]} />,
  },
  number('Under way', 'Prospects on their way in it', (one) => formatNumber(inCadence(one))),
  number('Held', 'Of these, who wait for somebody to do something', ({ held }) => formatNumber(held), 'md'),
  number('Sent', 'Mails that were sent', ({ mails }) => formatNumber(mails.sent), 'sm'),
  number('Opened', 'Mails that a person opened', ({ mails }) => formatShare(mails.opened, mails.sent), 'md'),
  number(
    'Replied',
    'Mails that were replied to, of the prospects who got any',
    ({ mails }) => formatShare(mails.replied, mails.contacted),
    'xs',
  ),
  number(
    'Bounced',
    'Mails that came back for good',
    ({ mails }) => formatShare(mails.bounced, mails.sent),
    'md',
  ),
  {
    key: 'more',
    header: '',
    label: 'Actions',
    width: 72,
    render: (sequence) => <SequenceMenu kind={kind} sequence={sequence} />,
  },
]

const Name = ({ kind, sequence }: { kind: SequenceKind; sequence: ListedSequence }) => {
  const { id, name, ownerEmail, shared, state, hasDraft, version } = sequence
  return (
    <Stack gap={2}>
      <Group gap={6} wrap="nowrap">
        <Anchor
          renderRoot={(props) =>
            kind === 'cadence' ? (
              <Link to="/cadences/$cadenceId" params={{ cadenceId: id }} {...props} />
            ) : (
              <Link to="/journeys/$journeyId" params={{ journeyId: id }} {...props} />
            )
          }
          c="var(--mantine-color-text)"
          fw={550}
          size="sm"
          lineClamp={2}
        >
          {name}
        </Anchor>
        {!shared && (
          <Tooltip label="Not shared: its owner, managers and admins see it">
            <IconLock size={14} role="img" aria-label="Not shared" />
          </Tooltip>
        )}
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

/** How many are on their way. */
const inCadence = ({ statuses }: SequenceNumbers): number =>
  statuses.find(({ status }) => status === 'in_cadence')?.prospects ?? 0
