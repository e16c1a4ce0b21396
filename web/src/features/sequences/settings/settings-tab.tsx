import { Stack } from '@mantine/core'
import type { Settings } from '../types.ts'
import { LimitSettings } from './limit-settings.tsx'
import { ScheduleSettings } from './schedule-settings.tsx'
import { SenderSettings } from './sender-settings.tsx'
import { StopSettings } from './stop-settings.tsx'

export type SettingsProps = {
  settings: Settings
  onChange(change: Partial<Settings>): void
  isReadOnly: boolean
}

/** How a cadence or a journey sends: when, from where, how much, and what stops it. Parts of the draft, published with it. */
export const SettingsTab = (props: SettingsProps) => (
  <Stack gap="lg" maw={760}>
    <ScheduleSettings {...props} />
    <SenderSettings {...props} />
    <LimitSettings {...props} />
    <StopSettings {...props} />
  </Stack>
)
