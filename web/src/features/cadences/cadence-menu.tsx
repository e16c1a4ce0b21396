import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconDots,
  IconFileExport,
  IconLock,
  IconPlayerPause,
  IconPlayerPlay,
  IconTextCaption,
  IconTrash,
  IconUserShare,
  IconUsers,
} from '@tabler/icons-react'
import { useHasRole } from '#app/session.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import type { CadenceSummary } from './types.ts'
import { useArchive } from './use-archive.ts'
import { useCadenceActions } from './use-cadence-actions.ts'
import { useMayChange } from './use-may-change.ts'

type Props = {
  cadence: Pick<CadenceSummary, 'id' | 'name' | 'ownerId' | 'shared' | 'state' | 'version'>
  /** On the page of the cadence, which is left when it is archived, and has buttons of its own for pausing. */
  isOnPage?: boolean
}

/** What may be done with a cadence as a whole. */
export const CadenceMenu = ({ cadence, isOnPage = false }: Props) => {
  const { state, shared, version, name } = cadence
  const actions = useCadenceActions()
  const archive = useArchive({ leavesPage: isOnPage })
  const mayChange = useMayChange(cadence)
  const mayHandOver = useHasRole('admin', 'manager')
  const [isRenaming, rename] = useDisclosure()
  const [isHandingOver, handOver] = useDisclosure()
  const isArchived = state === 'archived'
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
          {mayChange && state === 'live' && !isOnPage && (
            <Menu.Item
              leftSection={<IconPlayerPause size={16} />}
              onClick={() => actions.pause.mutate(cadence)}
            >
              Pause
            </Menu.Item>
          )}
          {mayChange && state === 'paused' && !isOnPage && (
            <Menu.Item
              leftSection={<IconPlayerPlay size={16} />}
              onClick={() => actions.resume.mutate(cadence)}
            >
              Resume
            </Menu.Item>
          )}
          {mayChange && !isArchived && (
            <Menu.Item leftSection={<IconTextCaption size={16} />} onClick={rename.open}>
              Rename
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => actions.duplicate.mutate(cadence)}>
            Duplicate
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileExport size={16} />}
            onClick={() => actions.exportFile.mutate({ ...cadence, version })}
          >
            Export as a file
          </Menu.Item>
          {mayChange && (
            <Menu.Item
              leftSection={shared ? <IconLock size={16} /> : <IconUsers size={16} />}
              onClick={() => actions.share.mutate({ ...cadence, shared: !shared })}
            >
              {shared ? 'Stop sharing' : 'Share with everybody'}
            </Menu.Item>
          )}
          {mayHandOver && (
            <Menu.Item leftSection={<IconUserShare size={16} />} onClick={handOver.open}>
              Give to somebody else
            </Menu.Item>
          )}
          {mayChange && <Menu.Divider />}
          {mayChange &&
            (isArchived ? (
              <Menu.Item
                leftSection={<IconArchiveOff size={16} />}
                onClick={() => actions.restore.mutate(cadence)}
              >
                Restore
              </Menu.Item>
            ) : (
              <Menu.Item
                color={version === 0 ? 'red' : undefined}
                leftSection={version === 0 ? <IconTrash size={16} /> : <IconArchive size={16} />}
                onClick={() => archive(cadence)}
              >
                {version === 0 ? 'Delete' : 'Archive'}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <RenameDialog cadence={cadence} isOpen={isRenaming} onClose={rename.close} />
      <HandOverDialog cadence={cadence} isOpen={isHandingOver} onClose={handOver.close} />
    </>
  )
}
