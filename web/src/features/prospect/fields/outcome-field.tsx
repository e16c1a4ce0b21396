import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import type { Prospect } from '../types.ts'
import { EditableField } from './editable-field.tsx'
import { useChangeProspect } from './use-change-prospect.ts'

/** What came of him, in the words of the company's list of outcomes or in any other. */
export const OutcomeField = ({ prospect }: { prospect: Prospect }) => {
  const { mutateAsync } = useChangeProspect(prospect.id)
  const { data } = useQuery(apiQuery('/settings'))
  return (
    <EditableField
      label="Outcome"
      value={prospect.outcome ?? ''}
      options={data?.taskOutcomes.map(({ label }) => label) ?? []}
      onSave={(outcome) => mutateAsync({ outcome })}
    />
  )
}
