import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import type { Prospect } from '../types.ts'
import classes from './editable-field.module.css'
import { EditableField } from './editable-field.tsx'
import { FieldRow } from './field-row.tsx'
import { useChangeProspect } from './use-change-prospect.ts'

/** Whose prospect he is; managers hand him over. */
export const OwnerField = ({ prospect }: { prospect: Prospect }) => {
  const mayHandOver = useHasRole('admin', 'manager')
  return mayHandOver ? (
    <OwnerChoice prospect={prospect} />
  ) : (
    <FieldRow label="Owner">
      <div className={classes.text}>{prospect.owner}</div>
    </FieldRow>
  )
}

const OwnerChoice = ({ prospect }: { prospect: Prospect }) => {
  const { mutateAsync } = useChangeProspect(prospect.id)
  const { data } = useQuery(apiQuery('/members'))
  return (
    <EditableField
      label="Owner"
      value={prospect.owner}
      options={data?.items.map(({ email }) => email) ?? []}
      onSave={(owner) => mutateAsync({ owner })}
    />
  )
}
