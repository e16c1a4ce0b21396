import { Text } from '@mantine/core'
import { useNow } from '#ui/time/index.ts'
import { formatInZone } from '../format-in-zone.ts'
import type { Prospect } from '../types.ts'
import { useProspectContext } from '../use-prospect.ts'
import { EditableField } from './editable-field.tsx'
import { useChangeProspect } from './use-change-prospect.ts'

const ZONES = Intl.supportedValuesOf('timeZone')

/** Where he lives in time: as written, else as it is guessed from his place, and shown so. */
export const TimeZoneField = ({ prospect }: { prospect: Prospect }) => {
  const { mutateAsync } = useChangeProspect(prospect.id)
  const { data } = useProspectContext(prospect.id)
  const now = useNow()
  const zone = data?.zone
  const guess = zone?.guessedFrom ? `${zone.zone} (guessed from ${zone.guessedFrom})` : undefined
  return (
    <>
      <EditableField
        label="Time zone"
        value={prospect.timeZone ?? ''}
        placeholder={guess ?? 'Add'}
        options={ZONES}
        onSave={(timeZone) => mutateAsync({ timeZone })}
      />
      {zone && (
        <Text size="xs" c="dimmed" pl={8}>
          It is {formatInZone(now, zone.zone)} there now.
        </Text>
      )}
    </>
  )
}
