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
import { NameDialog } from './name-dialog.tsx'
import { SEQUENCE_CALLS } from './sequence-calls.ts'
import type { SequenceKind, SequenceSummary } from './types.ts'
import { useArchive } from './use-archive.ts'
import { useMayChange } from './use-may-change.ts'
import { useSequenceActions } from './use-sequence-actions.ts'

type Props = {
  kind: SequenceKind
  sequence: Pick<SequenceSummary, 'id' | 'name' | 'ownerId' | 'shared' | 'state' | 'version'>
  /** On its page, which is left when it is archived, and has buttons of its own for pausing. */
  isOnPage?: boolean
}

/** What may be done with a cadence or a journey as a whole. */
export const SequenceMenu = ({ kind, sequence, isOnPage = false }: Props) => {
  const { id, state, shared, version, name } = sequence
  const actions = useSequenceActions(kind)
  const archive = useArchive(kind, { leavesPage: isOnPage })
  const mayChange = useMayChange(sequence)
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
              onClick={() => actions.pause.mutate(sequence)}
            >
              Pause
            </Menu.Item>
          )}
          {mayChange && state === 'paused' && !isOnPage && (
            <Menu.Item
              leftSection={<IconPlayerPlay size={16} />}
              onClick={() => actions.resume.mutate(sequence)}
            >
              Resume
            </Menu.Item>
          )}
          {mayChange && !isArchived && (
            <Menu.Item leftSection={<IconTextCaption size={16} />} onClick={rename.open}>
              Rename
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => actions.duplicate.mutate(sequence)}>
            Duplicate
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileExport size={16} />}
            onClick={() => actions.exportFile.mutate(sequence)}
          >
            Export as a file
          </Menu.Item>
          {mayChange && (
            <Menu.Item
              leftSection={shared ? <IconLock size={16} /> : <IconUsers size={16} />}
              onClick={() => actions.share.mutate({ ...sequence, shared: !shared })}
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
                onClick={() => actions.restore.mutate(sequence)}
              >
                Restore
              </Menu.Item>
            ) : (
              <Menu.Item
                color={version === 0 ? 'red' : undefined}
                leftSection={version === 0 ? <IconTrash size={16} /> : <IconArchive size={16} />}
                onClick={() => archive(sequence)}
              >
                {version === 0 ? 'Delete' : 'Archive'}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        title={`Rename the ${kind}`}
        action="Rename"
        isOpen={isRenaming}
        onClose={rename.close}
        before={name}
        send={(next) => SEQUENCE_CALLS[kind].change(id, { name: next })}
        changes={SEQUENCE_CALLS[kind].paths}
      />
      <HandOverDialog kind={kind} sequence={sequence} isOpen={isHandingOver} onClose={handOver.close} />
    </>
  )
}
