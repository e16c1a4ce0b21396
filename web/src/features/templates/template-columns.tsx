import { Anchor, Group, Stack, Text, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Column } from '#ui/data-table/index.ts'
import { Time } from '#ui/time/index.ts'
import { TemplateMenu } from './template-menu.tsx'
import type { Template } from './types.ts'

/** A list of templates. */
export const TEMPLATE_COLUMNS: readonly Column<Template>[] = [
  {
    key: 'name',
    header: 'Name',
    render: ({ id, name, subject, shared }) => (
      <Stack gap={2}>
        <Group gap={6} wrap="nowrap">
          <Anchor
            renderRoot={(props) => <Link to="/templates" search={{ template: id }} {...props} />}
            c="var(--mantine-color-text)"
            fw={550}
            size="sm"
            lineClamp={1}
          >
            {name}
          </Anchor>
          {!shared && (
            <Tooltip label="Not shared: its owner, managers and admins see it">
              <IconLock size={14} role="img" aria-label="Not shared" />
            </Tooltip>
          )}
        </Group>
        <Text size="xs" c="dimmed" truncate>
          {subject === '' ? 'Goes on in the thread' : subject}
        </Text>
      </Stack>
    ),
  },
  {
    key: 'updated',
    header: 'Changed',
    width: 150,
    from: 'sm',
    render: ({ updatedAt }) => (
      <Text size="sm" c="dimmed">
        <Time at={updatedAt} />
      </Text>
    ),
  },
  {
    key: 'more',
    header: '',
    label: 'Actions',
    width: 72,
    render: (template) => <TemplateMenu template={template} />,
  },
]
