import { Button, Menu, ScrollArea } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery, useApiMutation } from '#api/index.ts'

type Props = { prospectId: string; onInsert(html: string): void }

/** The company's templates; the one that is chosen comes filled in for the prospect. */
export const TemplateMenu = ({ prospectId, onInsert }: Props) => {
  const { data } = useQuery(apiQuery('/templates', { params: { query: { limit: 200 } } }))
  const fill = useApiMutation({
    mutate: ({ subject, body }: { subject: string; body: string }) =>
      api.post('/mails/preview', { body: { prospectId, subject, body } }),
    onDone: ({ html }) => onInsert(html),
  })
  const templates = data?.items ?? []
  return (
    <Menu position="top-start" width={280}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          loading={fill.isPending}
          leftSection={<IconTemplate size={16} stroke={1.75} aria-hidden />}
        >
          Template
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {templates.length === 0 && <Menu.Label>There are no templates yet.</Menu.Label>}
        <ScrollArea.Autosize mah={280}>
          {templates.map(({ id, name, subject, body }) => (
            <Menu.Item key={id} onClick={() => fill.mutate({ subject, body })}>
              {name}
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  )
}
