import { Text } from '@mantine/core'
import { AreaChart } from '#ui/charts/index.ts'
import { countOf } from '#ui/numbers.ts'
import { formatCalendarDay } from '#ui/time/index.ts'
import { rampDays } from './ramp.ts'
import type { Limits } from './types.ts'

/** How many mails may leave day by day until the limit is reached. */
export const RampChart = ({ daily, ramp }: { daily: number; ramp: NonNullable<Limits['ramp']> }) => {
  const days = rampDays(daily, ramp)
  const last = days.at(-1)
  return (
    <div>
      <AreaChart
        h={140}
        aria-hidden
        areaChartProps={{ accessibilityLayer: false }}
        data={days.map(({ day, mails }) => ({ day: formatCalendarDay(day), Mails: mails }))}
        dataKey="day"
        series={[{ name: 'Mails', color: 'accent.6' }]}
        curveType="stepAfter"
        withDots={false}
        gridAxis="none"
        tickLine="none"
      />
      {last && (
        <Text size="sm" c="dimmed">
          {last.mails >= daily
            ? `It reaches ${countOf(daily, 'mail')} a day on ${formatCalendarDay(last.day)}.`
            : `It has come to ${countOf(last.mails, 'mail')} a day by ${formatCalendarDay(last.day)}.`}
        </Text>
      )}
    </div>
  )
}
