import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowMerge, IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { confirm } from '#ui/confirm.ts'
import type { Label, LabelActions } from './label-columns.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { NameDialog } from './name-dialog.tsx'

/** What is done with a list or a tag. */
export const LabelMenu = ({ label, actions }: { label: Label; actions: LabelActions }) => {
  const { of, merges, changes } = actions
  const [isRenaming, renaming] = useDisclosure()
  const [isMerging, merging] = useDisclosure()
  const ask = () =>
    confirm({
      title: `Delete the ${of} ${label.name}?`,
      text: actions.deleting,
      confirm: `Delete ${of}`,
      isDestructive: true,
      onConfirm: () => actions.onDelete(label),
    })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${label.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={renaming.open}>
            Rename
          </Menu.Item>
          {merges && (
            <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={merging.open}>
              Merge into another
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconTrash size={16} />} onClick={ask}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isRenaming && (
        <NameDialog
          title={`Rename the ${of}`}
          name={label.name}
          confirm="Rename"
          save={(name) => actions.onRename(label.id, name)}
          changes={changes}
          done={`The ${of} is renamed.`}
          onClose={renaming.close}
        />
      )}
      {isMerging && merges && (
        <MergeDialog label={label} merges={merges} changes={changes} onClose={merging.close} />
      )}
    </>
  )
}
