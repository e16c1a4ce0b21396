import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconList } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api, apiPages, itemsOf, useApiMutation } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { Section } from '#ui/section.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { labelColumns } from './label-columns.tsx'
import { NameDialog } from './name-dialog.tsx'

const DEFAULT = 'default'

export const Lists = () => {
  const isManager = useHasRole('admin', 'manager')
  const [isAdding, adding] = useDisclosure()
  const lists = useInfiniteQuery(apiPages('/lists'))
  const remove = useApiMutation({
    mutate: ({ id }: { id: string; name: string }) => api.delete('/lists/{id}', { params: { path: { id } } }),
    changes: ['/lists'],
    done: (_answer, { name }) => `The list ${name} is deleted.`,
  })
  const columns = labelColumns({
    of: 'list',
    mayChange: ({ name }) => isManager && name !== DEFAULT,
    onRename: (id, name) => api.patch('/lists/{id}', { params: { path: { id } }, body: { name } }),
    changes: ['/lists', '/prospects'],
    onDelete: (list) => remove.mutate(list),
    deleting:
      'Only a list in which nobody is can be deleted. Move its prospects first, on the page of prospects.',
    merges: null,
  })
  return (
    <Section
      title="Lists"
      about="Every prospect is in one."
      isFlush
      actions={
        <Button variant="default" size="xs" onClick={adding.open}>
          New list
        </Button>
      }
    >
      <DataTable
        label="Lists"
        columns={columns}
        rows={itemsOf(lists.data)}
        keyOf={({ id }) => id}
        loading={lists}
        empty={<EmptyState isSmall icon={IconList} title="No lists" text="The first import makes one." />}
      />
      {isAdding && (
        <NameDialog
          title="New list"
          name=""
          confirm="Make list"
          save={(name) => api.post('/lists', { body: { name } })}
          changes={['/lists']}
          done="The list is there."
          onClose={adding.close}
        />
      )}
    </Section>
  )
}
