import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApiMutation } from '#api/index.ts'
import { countOf, formatNumber } from '#ui/numbers.ts'
import { forecastQuery } from './forecast-query.ts'
import { ForecastView } from './forecast-view.tsx'
import { SequenceSelect } from './sequence-select.tsx'
import { type Started, startIn } from './start.ts'
import type { FilteredProspects, SequenceRef, StartForecast, StartProspects } from './types.ts'

export type StartFormProps = Starting & {
  /** Where to start them; without it the user chooses. */
  sequence?: SequenceRef | undefined
  onClose(): void
}

type Starting =
  | { prospects: StartProspects; onStarted?: ((started: Started) => void) | undefined }
  /** Those of a filter may be very many: whoever asks starts them, and shows how far that is when this is closed. */
  | { prospects: FilteredProspects; onStart(sequence: SequenceRef): void }

/** Says where, shows what would come of it, and starts. */
export const StartForm = (props: StartFormProps) =>
  'onStart' in props ? (
    <Form
      {...props}
      isStarting={false}
      onStart={(sequence) => {
        props.onClose()
        props.onStart(sequence)
      }}
    />
  ) : (
    <FormAtOnce {...props} />
  )

const FormAtOnce = ({
  prospects,
  sequence: given,
  onClose,
  onStarted,
}: Exclude<StartFormProps, { onStart: unknown }>) => {
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
    <Form
      prospects={prospects}
      sequence={given}
      isStarting={start.isPending}
      onStart={(sequence) => start.mutate(sequence)}
      onClose={onClose}
    />
  )
}

type FormProps = {
  prospects: StartProspects | FilteredProspects
  sequence?: SequenceRef | undefined
  isStarting: boolean
  onStart(sequence: SequenceRef): void
  onClose(): void
}

const Form = ({ prospects, sequence: given, isStarting, onStart, onClose }: FormProps) => {
  const [chosen, setChosen] = useState<SequenceRef | null>(given ?? null)
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
        <StartButton sequence={chosen} prospects={prospects} isStarting={isStarting} onStart={onStart} />
      </Group>
    </Stack>
  )
}

type ButtonProps = Pick<FormProps, 'prospects'> & {
  sequence: SequenceRef | null
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
      {data ? labelOf(data) : 'Start'}
    </Button>
  )
}

const labelOf = ({ starting, areAll }: StartForecast): string => {
  if (starting === 0) return 'Start'
  return areAll ? `Start ${countOf(starting, 'prospect')}` : 'Start all'
}
