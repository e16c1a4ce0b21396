import { Button } from '@mantine/core'
import { IconPlus, IconSearch, IconTemplate } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { apiPages, apiQuery, itemsOf } from '#api/index.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { SearchInput } from '#ui/search-input.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { EmptyState, FailedState, LoadingRows } from '#ui/states/index.ts'
import { TEMPLATE_COLUMNS } from './template-columns.tsx'
import { TemplateEditor } from './template-editor.tsx'
import { NEW, type TemplatesSearch } from './templates-search.ts'

/** Mails to begin from: all of them, or the one that is edited. */
export const TemplatesPage = () => {
  const search = useSearch({ from: '/app/templates' })
  const navigate = useNavigate()
  const show = (next: TemplatesSearch) => void navigate({ to: '/templates', search: next })
  if (search.template === undefined) return <TemplateList search={search} show={show} />
  return <OneTemplate key={search.template} id={search.template} show={show} />
}

type Show = { show(search: TemplatesSearch): void }

const OneTemplate = ({ id, show }: Show & { id: string }) => {
  const template = useQuery({
    ...apiQuery('/templates/{id}', { params: { path: { id } } }),
    enabled: id !== NEW,
  })
  const props = { onClose: () => show({}), onMade: (made: { id: string }) => show({ template: made.id }) }
  if (id === NEW) return <TemplateEditor {...props} />
  if (template.isPending) return <LoadingRows rows={5} />
  if (!template.data) return <FailedState error={template.error} onRetry={() => void template.refetch()} />
  return <TemplateEditor template={template.data} {...props} />
}

const TemplateList = ({ search, show }: Show & { search: TemplatesSearch }) => {
  const pages = useInfiniteQuery(
    apiPages('/templates', {
      params: { query: { limit: 100, ...(search.q !== undefined && { search: search.q }) } },
    }),
  )
  const rows = itemsOf(pages.data)
  const make = () => show({ template: NEW })
  useShortcuts('Templates', [{ keys: 'n', label: 'New template', run: make }])
  return (
    <>
      <PageHeader
        title="Templates"
        about="Mails to begin from, in cadences and by hand."
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={make}>
            New template
          </Button>
        }
      />
      {(rows.length > 0 || search.q !== undefined) && (
        <SearchInput
          mb="md"
          w={{ base: '100%', xs: 280 }}
          label="Search templates"
          value={search.q ?? ''}
          onSearch={(q) => show(q === '' ? {} : { q })}
        />
      )}
      <DataTable
        label="Templates"
        columns={TEMPLATE_COLUMNS}
        rows={rows}
        keyOf={({ id }) => id}
        loading={pages}
        rowHeight={60}
        onOpen={({ id }) => show({ template: id })}
        empty={
          search.q === undefined ? (
            <EmptyState
              icon={IconTemplate}
              title="No templates yet"
              text="Keep a mail that works, and begin the next one from it."
              action={<Button onClick={make}>Write a template</Button>}
            />
          ) : (
            <EmptyState
              icon={IconSearch}
              title="No template is called like that"
              text="Search for another word of its name or subject."
            />
          )
        }
      />
    </>
  )
}
