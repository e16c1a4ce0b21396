import { TagsInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api, apiPages, itemsOf, useApiMutation } from '#api/index.ts'
import { splitTags } from '#features/imports/split-tags.ts'
import type { Prospect } from '../types.ts'
import classes from './editable-field.module.css'
import { FieldRow } from './field-row.tsx'

/** His tags: Enter or a comma adds one, which is made when there is none of that name. */
export const TagsField = ({ prospect }: { prospect: Prospect }) => {
  const all = useInfiniteQuery(apiPages('/tags', { params: { query: { limit: 200 } } }))
  const params = { path: { prospect: prospect.id } }
  const { mutate, isPending, variables } = useApiMutation({
    mutate: async (wanted: string[]) => {
      const added = wanted.filter((tag) => !prospect.tags.includes(tag))
      const removed = prospect.tags.filter((tag) => !wanted.includes(tag))
      if (added.length > 0) await api.post('/prospects/{prospect}/tags', { params, body: { tags: added } })
      if (removed.length > 0)
        await api.delete('/prospects/{prospect}/tags', { params: { ...params, query: { tag: removed } } })
    },
    changes: ['/prospects', '/tags'],
  })
  return (
    <FieldRow label="Tags">
      <TagsInput
        aria-label="Tags"
        placeholder={prospect.tags.length === 0 ? 'Add' : ''}
        size="sm"
        variant="unstyled"
        classNames={{ input: classes.tags, pillsList: classes.pills }}
        value={isPending ? variables : prospect.tags}
        data={itemsOf(all.data).map(({ name }) => name)}
        limit={20}
        splitChars={[',', ';', '|']}
        onChange={(tags) => mutate(splitTags(tags))}
      />
    </FieldRow>
  )
}
