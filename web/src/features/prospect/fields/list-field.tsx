import { useInfiniteQuery } from '@tanstack/react-query'
import { apiPages, itemsOf } from '#api/index.ts'
import type { Prospect } from '../types.ts'
import { EditableField } from './editable-field.tsx'
import { useChangeProspect } from './use-change-prospect.ts'

/** The list somebody is in; a name that there is none of makes one. */
export const ListField = ({ prospect }: { prospect: Prospect }) => {
  const { mutateAsync } = useChangeProspect(prospect.id)
  const lists = useInfiniteQuery(apiPages('/lists', { params: { query: { limit: 200 } } }))
  return (
    <EditableField
      label="List"
      value={prospect.list}
      options={itemsOf(lists.data).map(({ name }) => name)}
      onSave={(list) => mutateAsync({ list })}
    />
  )
}
