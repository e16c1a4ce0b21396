import { Checkbox, Select, Stack, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import type { Settings } from '../types.ts'
import type { SettingsProps } from './settings-tab.tsx'

const AUTO_REPLIES: readonly { value: Settings['stopOn']['autoReply']; label: string }[] = [
  { value: 'hold', label: 'Wait until the day that it names' },
  { value: 'continue', label: 'Go on' },
  { value: 'stop', label: 'Stop' },
]

/** What ends a prospect's way early. */
export const StopSettings = ({ settings: { stopOn }, onChange, isReadOnly }: SettingsProps) => {
  const { data } = useQuery(apiQuery('/settings'))
  const change = (part: Partial<Settings['stopOn']>) => onChange({ stopOn: { ...stopOn, ...part } })
  return (
    <Section title="What stops a prospect" about="A bounce and an unsubscribe always do.">
      <Stack gap="lg">
        <Stack gap="xs">
          <Checkbox
            label="A reply"
            checked={stopOn.reply}
            onChange={(event) => change({ reply: event.currentTarget.checked })}
            disabled={isReadOnly}
          />
          <Checkbox
            label="A reply by a colleague of his"
            description="Somebody of the same domain; never for public mail providers."
            checked={stopOn.colleagueReply}
            onChange={(event) => change({ colleagueReply: event.currentTarget.checked })}
            disabled={isReadOnly}
          />
        </Stack>
        <Select
          label="When he is out of office"
          w={{ base: '100%', xs: 320 }}
          allowDeselect={false}
          data={AUTO_REPLIES}
          value={stopOn.autoReply}
          onChange={(value) => {
            const found = AUTO_REPLIES.find((one) => one.value === value)
            if (found) change({ autoReply: found.value })
          }}
          readOnly={isReadOnly}
        />
        <TagsInput
          label="Outcomes of calls and tasks that stop him"
          placeholder={stopOn.taskOutcomes.length === 0 ? 'Not interested' : ''}
          data={data?.taskOutcomes.map(({ label }) => label) ?? []}
          value={stopOn.taskOutcomes}
          onChange={(taskOutcomes) => change({ taskOutcomes })}
          readOnly={isReadOnly}
        />
      </Stack>
    </Section>
  )
}
