import { Alert, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FailedState } from '#ui/states/index.ts'
import { ForecastChart } from './forecast-chart.tsx'
import { forecastQuery } from './forecast-query.ts'
import { forecastSentence } from './forecast-sentence.ts'
import { Reasons } from './reasons.tsx'
import type { FilteredProspects, SequenceRef, StartForecast, StartProspects } from './types.ts'

type Props = {
  sequence: SequenceRef
  prospects: StartProspects | FilteredProspects
  of?: 'draft' | 'published'
}

/** What would come of starting these prospects there now. */
export const ForecastView = ({ sequence, prospects, of }: Props) => {
  const { data, error, refetch } = useQuery(forecastQuery({ sequence, prospects, of }))
  if (error) return <FailedState isSmall error={error} onRetry={() => void refetch()} />
  if (!data)
    return (
      <Stack gap="sm" role="status" aria-busy aria-label="Working out the forecast">
        <Skeleton height={20} width="70%" />
        <Skeleton height={320} radius="lg" />
      </Stack>
    )
  return <Told forecast={data} />
}

const Told = ({ forecast }: { forecast: StartForecast }) => {
  const notes = forecast.mailboxes.filter(({ note }) => note !== null)
  return (
    <Stack gap="md">
      <Text>{forecastSentence(forecast)}</Text>
      {notes.map(({ mailboxId, address, note }) => (
        <Alert key={mailboxId} color="orange" title={address}>
          {note}
        </Alert>
      ))}
      <ForecastChart forecast={forecast} />
      {forecast.refused.length > 0 && <Reasons title="Would not be started" reasons={forecast.refused} />}
      {forecast.held.length > 0 && (
        <Reasons title="Would be started, and then wait" reasons={forecast.held} />
      )}
      <Text size="xs" c="dimmed">
        If nobody answers, and calls and tasks are done on the day they come up.
        {!forecast.isWhole && ' More mails wait before these than were looked at, so they may go later.'}
        {!forecast.areAll && ' There are more prospects than were looked at; they are started too.'}
      </Text>
    </Stack>
  )
}
