import { Anchor, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { SEQUENCE_STATES, StateBadge } from '#ui/badges/index.ts'
import type { Column } from '#ui/data-table/index.ts'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import { CadenceMenu } from './cadence-menu.tsx'
import { inCadence } from './cadence-numbers.ts'
import type { CadenceNumbers } from './types.ts'
import type { ListedCadence } from './use-cadences.ts'

const number = (
  header: string,
  about: string,
  of: (numbers: CadenceNumbers) => string,
  from?: 'xs' | 'sm' | 'md',
): Column<ListedCadence> => ({
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

/** A list of cadences with what has come of each. */
export const CADENCE_COLUMNS: readonly Column<ListedCadence>[] = [
  { key: 'name', header: 'Name', render: (cadence) => <Name cadence={cadence} /> },
  {
    key: 'state',
    header: 'State',
    width: 116,
    from: 'sm',
    render: ({ state }) => <StateBadge {...SEQUENCE_STATES[state]} />,
  },
  number('Under way', 'Prospects on their way in the cadence', (one) => formatNumber(inCadence(one))),
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
    render: (cadence) => <CadenceMenu cadence={cadence} />,
  },
]

const Name = ({ cadence }: { cadence: ListedCadence }) => {
  const { id, name, ownerEmail, shared, state, hasDraft, version } = cadence
  return (
    <Stack gap={2}>
      <Group gap={6} wrap="nowrap">
        <Anchor
          renderRoot={(props) => <Link to="/cadences/$cadenceId" params={{ cadenceId: id }} {...props} />}
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
