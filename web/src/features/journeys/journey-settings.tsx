import { Stack } from '@mantine/core'
import { LimitSettings } from '#features/cadences/settings/limit-settings.tsx'
import { ScheduleSettings } from '#features/cadences/settings/schedule-settings.tsx'
import { SenderSettings } from '#features/cadences/settings/sender-settings.tsx'
import { StopSettings } from '#features/cadences/settings/stop-settings.tsx'
import type { JourneyStore } from './editor/journey-store.ts'
import type { Settings } from './types.ts'

/** How a journey sends: as a cadence does. */
export const JourneySettings = ({
  settings,
  store,
  isReadOnly,
}: {
  settings: Settings
  store: JourneyStore
  isReadOnly: boolean
}) => {
  const onChange = (change: Partial<Settings>) =>
    store.edit((now) => ({ ...now, settings: { ...now.settings, ...change } }))
  const props = { settings, onChange, isReadOnly }
  return (
    <Stack gap="lg" maw={760}>
      <ScheduleSettings {...props} />
      <SenderSettings {...props} />
      <LimitSettings {...props} />
      <StopSettings {...props} />
    </Stack>
  )
}
