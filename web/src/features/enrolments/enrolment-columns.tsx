import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ENROLMENT_STATUSES, StateBadge } from '#ui/badges/index.ts'
import type { Column } from '#ui/data-table/index.ts'
import { Time } from '#ui/time/index.ts'
import { PHASES } from './enrolment-filter.ts'
import type { Enrolment } from './types.ts'

export const ENROLMENT_COLUMNS: readonly Column<Enrolment>[] = [
  {
    key: 'prospect',
    header: 'Prospect',
    render: ({ prospectId, name, email, sentence }) => (
      <Stack gap={2} miw={0}>
        <Anchor
          fw={550}
          size="sm"
          renderRoot={(props) => <Link to="/prospects/$prospectId" params={{ prospectId }} {...props} />}
        >
          {name === '' ? email : name}
        </Anchor>
        {name !== '' && (
          <Text size="xs" c="dimmed" truncate>
            {email}
          </Text>
        )}
        <Text size="xs" hiddenFrom="sm">
          {sentence}
        </Text>
      </Stack>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 150,
    from: 'xs',
    render: (enrolment) => <StateBadge {...badgeOf(enrolment)} />,
  },
  {
    key: 'step',
    header: 'Step',
    width: 64,
    isNumber: true,
    from: 'md',
    render: ({ stepNumber }) => stepNumber ?? '–',
  },
  {
    key: 'sentence',
    header: 'What comes next',
    from: 'sm',
    render: ({ sentence }) => (
      <Text size="sm" c="dimmed">
        {sentence}
      </Text>
    ),
  },
  {
    key: 'expected',
    header: 'Expected',
    width: 120,
    from: 'md',
    render: ({ expectedAt }) => <Time at={expectedAt} size="sm" />,
  },
]

const badgeOf = ({ phase, status }: Enrolment): Parameters<typeof StateBadge>[0] => {
  if (phase === 'ended') return ENROLMENT_STATUSES[status]
  return {
    label: PHASES[phase],
    tone: phase === 'held' ? 'warning' : phase === 'paused' ? 'quiet' : 'busy',
  }
}
