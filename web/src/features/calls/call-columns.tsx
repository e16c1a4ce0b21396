import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ItemOf } from '#api/index.ts'
import { formatDuration } from '#features/tasks/durations.ts'
import { StateBadge, type Tone } from '#ui/badges/index.ts'
import type { Column } from '#ui/data-table/index.ts'
import { Time } from '#ui/time/index.ts'
import { DISPOSITION_LABELS, type Disposition } from './calls-search.ts'

export type Call = ItemOf<'/calls'>

const TONES: Readonly<Record<Disposition, Tone>> = {
  answered: 'good',
  not_answered: 'quiet',
  voice_mail: 'busy',
}

/** How it ended, or that it has not. */
export const CallResult = ({ call }: { call: Call }) => {
  if (call.state === 'failed') return <StateBadge tone="bad" label="Failed" />
  if (call.disposition === null) return <StateBadge tone="warning" label="Not closed" />
  return <StateBadge tone={TONES[call.disposition]} label={DISPOSITION_LABELS[call.disposition]} />
}

export const CALL_COLUMNS: readonly Column<Call>[] = [
  {
    key: 'prospect',
    header: 'Prospect',
    render: ({ prospectId, prospectName, prospectEmail }) => (
      <Anchor
        size="sm"
        fw={550}
        renderRoot={(props) => <Link to="/prospects/$prospectId" params={{ prospectId }} {...props} />}
      >
        {prospectName ?? prospectEmail}
      </Anchor>
    ),
  },
  { key: 'result', header: 'Result', width: 130, render: (call) => <CallResult call={call} /> },
  {
    key: 'notes',
    header: 'Notes',
    from: 'md',
    render: ({ notes, failure }) => (
      <Text size="sm" c={notes === '' ? 'dimmed' : undefined} truncate>
        {failure ?? (notes === '' ? '–' : notes)}
      </Text>
    ),
  },
  {
    key: 'user',
    header: 'By',
    width: 200,
    from: 'lg',
    render: ({ userEmail }) => (
      <Text size="sm" truncate>
        {userEmail}
      </Text>
    ),
  },
  {
    key: 'duration',
    header: 'Length',
    width: 90,
    isNumber: true,
    from: 'xs',
    render: ({ durationSeconds }) => formatDuration(durationSeconds),
  },
  {
    key: 'at',
    header: 'When',
    width: 130,
    isNumber: true,
    from: 'sm',
    render: ({ startedAt }) => <Time at={startedAt} />,
  },
]
