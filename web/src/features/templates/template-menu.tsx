import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconFileExport, IconLock, IconTrash, IconUsers } from '@tabler/icons-react'
import { useSession } from '#app/session.ts'
import type { Template } from './types.ts'
import { useTemplateActions } from './use-template-actions.ts'

/** Whether the user may change a template: managers and admins any, a rep his own. */
export const useMayChangeTemplate = (template: Template | undefined): boolean => {
  const { role, userId } = useSession()
  return role !== 'rep' || template === undefined || template.ownerId === userId
}

/** What may be done with a template. */
export const TemplateMenu = ({ template, onDeleted }: { template: Template; onDeleted?: () => void }) => {
  const actions = useTemplateActions(onDeleted ? { onDeleted } : {})
  const mayChange = useMayChangeTemplate(template)
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More for ${template.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => actions.duplicate(template)}>
          Duplicate
        </Menu.Item>
        <Menu.Item leftSection={<IconFileExport size={16} />} onClick={() => actions.exportFile(template)}>
          Export as a file
        </Menu.Item>
        {mayChange && (
          <>
            <Menu.Item
              leftSection={template.shared ? <IconLock size={16} /> : <IconUsers size={16} />}
              onClick={() => actions.share(template)}
            >
              {template.shared ? 'Stop sharing' : 'Share with everybody'}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => actions.remove(template)}
            >
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
