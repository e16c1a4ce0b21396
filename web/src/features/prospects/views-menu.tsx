import { Button, Checkbox, Group, Menu, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconBookmark, IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, apiQuery, formErrors, useApiMutation } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { NOTHING } from './filter-chips.ts'
import { USUAL_COLUMNS } from './prospect-columns.tsx'
import { filterOf, type ProspectsSearch, type SearchChange, USUAL_SORT } from './prospects-search.ts'

type Props = { search: ProspectsSearch; onChange(change: SearchChange): void }

/** Saved ways to look at the table: choose one, save this one, remove one's own. */
export const ViewsMenu = ({ search, onChange }: Props) => {
  const { userId } = useSession()
  const [isSaving, setSaving] = useState(false)
  const { data } = useQuery(apiQuery('/prospect-views'))
  const views = data?.items ?? []
  const remove = useApiMutation({
    mutate: ({ id }: { id: string; name: string }) =>
      api.delete('/prospect-views/{id}', { params: { path: { id } } }),
    changes: ['/prospect-views'],
    done: (_, { name }) => `The view “${name}” is removed.`,
  })
  const own = views.filter(({ ownerId }) => ownerId === userId)
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={240}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} stroke={1.75} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            Views
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onChange({ ...NOTHING, sort: undefined, columns: undefined })}>
            All prospects
          </Menu.Item>
          {views.map(({ id, name, filter, sort, columns }) => (
            <Menu.Item key={id} onClick={() => onChange({ ...NOTHING, ...filter, sort, columns })}>
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>Save this view…</Menu.Item>
          {own.length > 0 && (
            <>
              <Menu.Label>Remove a view</Menu.Label>
              {own.map(({ id, name }) => (
                <Menu.Item key={id} color="red.8" onClick={() => remove.mutate({ id, name })}>
                  Remove “{name}”
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <SaveView search={search} opened={isSaving} onClose={() => setSaving(false)} />
    </>
  )
}

const SaveView = ({
  search,
  opened,
  onClose,
}: {
  search: ProspectsSearch
  opened: boolean
  onClose(): void
}) => {
  const form = useForm({ initialValues: { name: '', shared: false } })
  const save = useApiMutation({
    mutate: (given: { name: string; shared: boolean }) =>
      api.post('/prospect-views', {
        body: {
          ...given,
          filter: filterOf(search),
          sort: search.sort ?? USUAL_SORT,
          columns: search.columns ?? USUAL_COLUMNS,
        },
      }),
    changes: ['/prospect-views'],
    done: ({ name }) => `The view “${name}” is saved.`,
    onDone: () => {
      form.reset()
      onClose()
    },
    onFailed: (error) => {
      const errors = formErrors(error, ['name'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title="Save this view">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
          <Checkbox
            label="Everybody of the company may use it"
            {...form.getInputProps('shared', { type: 'checkbox' })}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save view
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
