import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApiMutation } from '#api/index.ts'
import { countOf, formatNumber } from '#ui/numbers.ts'
import { forecastQuery } from './forecast-query.ts'
import { ForecastView } from './forecast-view.tsx'
import { SequenceSelect } from './sequence-select.tsx'
import { type Started, startIn } from './start.ts'
import type { SequenceRef, StartProspects } from './types.ts'

export type StartFormProps = {
  prospects: StartProspects
  /** Where to start them; without it the user chooses. */
  sequence?: SequenceRef | undefined
  onClose(): void
  onStarted?: ((started: Started) => void) | undefined
}

/** Says where, shows what would come of it, and starts. */
export const StartForm = ({ prospects, sequence: given, onClose, onStarted }: StartFormProps) => {
  const [chosen, setChosen] = useState<SequenceRef | null>(given ?? null)
  const start = useApiMutation({
    mutate: (sequence: SequenceRef) => startIn(sequence, prospects),
    changes: ['/cadences', '/journeys', '/prospects', '/lists'],
    done: ({ started, notStarted }) =>
      notStarted === 0
        ? `${countOf(started, 'prospect')} started.`
        : `${countOf(started, 'prospect')} started; ${formatNumber(notStarted)} could not be.`,
    onDone: (started) => {
      onClose()
      onStarted?.(started)
    },
  })
  return (
    <Stack gap="lg">
      {given === undefined && <SequenceSelect value={chosen} onChange={setChosen} />}
      {chosen ? (
        <ForecastView sequence={chosen} prospects={prospects} of="published" />
      ) : (
        <Text c="dimmed" size="sm">
          Choose where they start, and the days on which their mails would go are shown here.
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <StartButton
          sequence={chosen}
          prospects={prospects}
          isStarting={start.isPending}
          onStart={(sequence) => start.mutate(sequence)}
        />
      </Group>
    </Stack>
  )
}

type ButtonProps = {
  sequence: SequenceRef | null
  prospects: StartProspects
  isStarting: boolean
  onStart(sequence: SequenceRef): void
}

/** Says how many it starts, as soon as that is known. */
const StartButton = ({ sequence, prospects, isStarting, onStart }: ButtonProps) =>
  sequence ? (
    <KnownButton sequence={sequence} prospects={prospects} isStarting={isStarting} onStart={onStart} />
  ) : (
    <Button disabled>Start</Button>
  )

const KnownButton = ({
  sequence,
  prospects,
  isStarting,
  onStart,
}: ButtonProps & { sequence: SequenceRef }) => {
  const { data } = useQuery(forecastQuery({ sequence, prospects, of: 'published' }))
  return (
    <Button loading={isStarting} disabled={!data || data.starting === 0} onClick={() => onStart(sequence)}>
      {data && data.starting > 0 ? `Start ${countOf(data.starting, 'prospect')}` : 'Start'}
    </Button>
  )
}
