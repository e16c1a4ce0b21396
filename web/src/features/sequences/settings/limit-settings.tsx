import { Checkbox, NumberInput, Stack } from '@mantine/core'
import { Section } from '#ui/section.tsx'
import type { SettingsProps } from './settings-tab.tsx'

/** How many begin a day, and whether anybody begins twice. */
export const LimitSettings = ({ settings, onChange, isReadOnly }: SettingsProps) => (
  <Section title="How much" about="The limits of the mailboxes hold besides.">
    <Stack gap="lg">
      <NumberInput
        label="First mails a day"
        description="At most so many prospects get their first mail on one day. Empty: no limit. Follow-ups are not limited."
        inputWrapperOrder={['label', 'input', 'description']}
        w={{ base: '100%', xs: 320 }}
        min={1}
        allowDecimal={false}
        placeholder="No limit"
        value={settings.throttle ?? ''}
        onChange={(value) => onChange({ throttle: value === '' ? null : Number(value) })}
        readOnly={isReadOnly}
      />
      <Checkbox
        label="Prospects may be started again after they have been through it"
        description="Whoever was stopped by hand may be started again in any case."
        checked={settings.reentry}
        onChange={(event) => onChange({ reentry: event.currentTarget.checked })}
        disabled={isReadOnly}
      />
    </Stack>
  </Section>
)
