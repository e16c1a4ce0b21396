import { IconTag } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api, apiPages, itemsOf, useApiMutation } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { Section } from '#ui/section.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { labelColumns } from './label-columns.tsx'

export const Tags = () => {
  const isManager = useHasRole('admin', 'manager')
  const tags = useInfiniteQuery(apiPages('/tags'))
  const rows = itemsOf(tags.data)
  const remove = useApiMutation({
    mutate: ({ id }: { id: string; name: string }) => api.delete('/tags/{id}', { params: { path: { id } } }),
    changes: ['/tags', '/prospects'],
    done: (_answer, { name }) => `The tag ${name} is gone.`,
  })
  const columns = labelColumns({
    of: 'tag',
    mayChange: () => isManager,
    onRename: (id, name) => api.patch('/tags/{id}', { params: { path: { id } }, body: { name } }),
    changes: ['/tags', '/prospects'],
    onDelete: (tag) => remove.mutate(tag),
    deleting: 'It is taken off everybody who has it. This cannot be undone.',
    merges: {
      others: rows,
      onMerge: (id, tagId) => api.post('/tags/{id}/merge', { params: { path: { id } }, body: { tagId } }),
    },
  })
  return (
    <Section title="Tags" about="A prospect may have any number." isFlush>
      <DataTable
        label="Tags"
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        loading={tags}
        empty={
          <EmptyState
            isSmall
            icon={IconTag}
            title="No tags"
            text="Give prospects tags where they are listed, or while importing."
          />
        }
      />
    </Section>
  )
}
