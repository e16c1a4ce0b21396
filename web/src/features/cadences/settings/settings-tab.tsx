import { Stack } from '@mantine/core'
import type { DraftStore } from '../editor/draft-store.ts'
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

type Props = { settings: Settings; edit: DraftStore['edit']; isReadOnly: boolean }

/** How a cadence sends: when, from where, how much, and what stops it. Parts of the draft, published with the steps. */
export const SettingsTab = ({ settings, edit, isReadOnly }: Props) => {
  const onChange = (change: Partial<Settings>) =>
    edit((draft) => ({ ...draft, settings: { ...draft.settings, ...change } }))
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
