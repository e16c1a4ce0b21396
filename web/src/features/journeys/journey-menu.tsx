import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArchive,
  IconArchiveOff,
  IconDots,
  IconFileExport,
  IconLock,
  IconTextCaption,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react'
import { api } from '#api/index.ts'
import { NameDialog } from '#features/cadences/name-dialog.tsx'
import { useMayChange } from '#features/cadences/use-may-change.ts'
import { confirm } from '#ui/confirm.ts'
import type { JourneySummary } from './types.ts'
import { JOURNEY_PATHS, useJourneyActions } from './use-journey-actions.ts'

type Props = {
  journey: Pick<JourneySummary, 'id' | 'name' | 'ownerId' | 'shared' | 'state' | 'version'>
  /** On the page of the journey, which is left when it is archived. */
  isOnPage?: boolean
}

/** What else may be done with a journey as a whole. */
export const JourneyMenu = ({ journey, isOnPage = false }: Props) => {
  const { id, name, state, shared, version } = journey
  const actions = useJourneyActions()
  const mayChange = useMayChange(journey)
  const [isRenaming, rename] = useDisclosure()
  const isDraft = version === 0
  const archive = (): void =>
    confirm({
      title: isDraft ? `Delete “${name}”?` : `Archive “${name}”?`,
      text: isDraft
        ? 'It was never published, so nothing refers to it. It cannot be brought back.'
        : 'Nothing of it leaves any more, and nobody can be started in it. Its reports stay, and it can be restored.',
      confirm: isDraft ? 'Delete' : 'Archive',
      isDestructive: true,
      onConfirm: () => {
        // What is deleted is not to be asked for again by its own page.
        if (isOnPage) void actions.leave().then(() => actions.archive.mutate(journey))
        else actions.archive.mutate(journey)
      },
    })
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={isOnPage ? 'lg' : 'md'}
            aria-label={`More for ${name}`}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange && state !== 'archived' && (
            <Menu.Item leftSection={<IconTextCaption size={16} />} onClick={rename.open}>
              Rename
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconFileExport size={16} />}
            onClick={() => actions.exportFile.mutate(journey)}
          >
            Export as a file
          </Menu.Item>
          {mayChange && (
            <Menu.Item
              leftSection={shared ? <IconLock size={16} /> : <IconUsers size={16} />}
              onClick={() => actions.share.mutate({ ...journey, shared: !shared })}
            >
              {shared ? 'Stop sharing' : 'Share with everybody'}
            </Menu.Item>
          )}
          {mayChange && <Menu.Divider />}
          {mayChange &&
            (state === 'archived' ? (
              <Menu.Item
                leftSection={<IconArchiveOff size={16} />}
                onClick={() => actions.restore.mutate(journey)}
              >
                Restore
              </Menu.Item>
            ) : (
              <Menu.Item
                color={isDraft ? 'red' : undefined}
                leftSection={isDraft ? <IconTrash size={16} /> : <IconArchive size={16} />}
                onClick={archive}
              >
                {isDraft ? 'Delete' : 'Archive'}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        title="Rename the journey"
        action="Rename"
        isOpen={isRenaming}
        onClose={rename.close}
        before={name}
        send={(next) => api.patch('/journeys/{id}', { params: { path: { id } }, body: { name: next } })}
        changes={JOURNEY_PATHS}
      />
    </>
  )
}
