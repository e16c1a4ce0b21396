import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChartBar, IconPlayerPause, IconPlayerPlay, IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useSyncExternalStore } from 'react'
import { SEQUENCE_STATES, StateBadge } from '#ui/badges/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import type { DraftStore } from './draft-store.ts'
import { SavingSign } from './saving-sign.tsx'
import { SequenceMenu } from './sequence-menu.tsx'
import type { Sequence, SequenceKind } from './types.ts'
import { useMayChange } from './use-may-change.ts'
import { useSequenceActions } from './use-sequence-actions.ts'

type Props = {
  kind: SequenceKind
  sequence: Sequence
  store: Pick<DraftStore<unknown, never>, 'subscribe' | 'read' | 'flush'>
  isReadOnly: boolean
  /** What publishing asks and says. */
  publishDialog(dialog: { isOpen: boolean; onClose(): void }): ReactNode
}

/** The name of a cadence or a journey, whether it is live and saved, and what can be done with it. */
export const SequenceHeader = ({ kind, sequence, store, isReadOnly, publishDialog }: Props) => {
  const { id, name, state, version, draft } = sequence
  const { pause, resume } = useSequenceActions(kind)
  const saving = useSyncExternalStore(store.subscribe, () => store.read().saving)
  const mayChange = useMayChange(sequence) && state !== 'archived'
  const [isPublishing, publish] = useDisclosure()
  const canPublish = mayChange && (draft !== null || saving.state !== 'saved')
  const openPublish = () => void store.flush().then(publish.open)
  useShortcuts(kind === 'cadence' ? 'Cadence' : 'Journey', [
    ...(canPublish ? [{ keys: 'Mod+Enter', label: 'Publish', run: openPublish, whileTyping: true }] : []),
  ])
  return (
    <>
      <PageHeader
        title={name}
        back={
          kind === 'cadence' ? { to: '/cadences', label: 'Cadences' } : { to: '/journeys', label: 'Journeys' }
        }
        beside={<StateBadge {...SEQUENCE_STATES[state]} />}
        actions={
          <Group gap="xs">
            {!isReadOnly && <SavingSign state={saving.state} />}
            {version > 0 && (
              <Button
                variant="subtle"
                color="gray"
                px="xs"
                leftSection={<IconChartBar size={16} aria-hidden />}
                renderRoot={(props) => <Link to="/reports/steps" search={{ sequence: id }} {...props} />}
              >
                Report
              </Button>
            )}
            {mayChange && state === 'live' && (
              <Button
                variant="default"
                leftSection={<IconPlayerPause size={16} aria-hidden />}
                loading={pause.isPending}
                onClick={() => void store.flush().then(() => pause.mutate(sequence))}
              >
                Pause
              </Button>
            )}
            {mayChange && state === 'paused' && (
              <Button
                variant={canPublish ? 'default' : 'filled'}
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                loading={resume.isPending}
                onClick={() => void store.flush().then(() => resume.mutate(sequence))}
              >
                Resume
              </Button>
            )}
            {canPublish && (
              <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={openPublish}>
                {version === 0 ? 'Publish' : 'Publish changes'}
              </Button>
            )}
            <SequenceMenu kind={kind} sequence={sequence} isOnPage />
          </Group>
        }
      />
      {publishDialog({ isOpen: isPublishing, onClose: publish.close })}
    </>
  )
}
