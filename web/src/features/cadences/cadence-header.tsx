import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChartBar, IconPlayerPause, IconPlayerPlay, IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { SEQUENCE_STATES, StateBadge } from '#ui/badges/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { CadenceMenu } from './cadence-menu.tsx'
import { SavingLine } from './editor/saving-line.tsx'
import { useSaving } from './editor/use-draft.ts'
import { PublishDialog } from './publish-dialog.tsx'
import type { Cadence } from './types.ts'
import { useCadenceActions } from './use-cadence-actions.ts'
import { useMayChange } from './use-may-change.ts'

/** The name of a cadence, whether it is live and saved, and what can be done with it. */
export const CadenceHeader = ({ cadence, isReadOnly }: { cadence: Cadence; isReadOnly: boolean }) => {
  const { state, version, draft } = cadence
  const { pause, resume } = useCadenceActions()
  const { store, saving } = useSaving()
  const mayChange = useMayChange(cadence) && state !== 'archived'
  const [isPublishing, publish] = useDisclosure()
  const canPublish = mayChange && (draft !== null || saving.state !== 'saved')
  const openPublish = () => void store.flush().then(publish.open)
  useShortcuts('Cadence', [
    ...(canPublish ? [{ keys: 'Mod+Enter', label: 'Publish', run: openPublish, whileTyping: true }] : []),
  ])
  return (
    <>
      <PageHeader
        title={cadence.name}
        back={{ to: '/cadences', label: 'Cadences' }}
        beside={<StateBadge {...SEQUENCE_STATES[state]} />}
        actions={
          <Group gap="xs">
            {!isReadOnly && <SavingLine />}
            {version > 0 && (
              <Button
                variant="subtle"
                color="gray"
                px="xs"
                leftSection={<IconChartBar size={16} aria-hidden />}
                renderRoot={(props) => (
                  <Link to="/reports/steps" search={{ sequence: cadence.id }} {...props} />
                )}
              >
                Report
              </Button>
            )}
            {mayChange && state === 'live' && (
              <Button
                variant="default"
                leftSection={<IconPlayerPause size={16} aria-hidden />}
                loading={pause.isPending}
                onClick={() => void store.flush().then(() => pause.mutate(cadence))}
              >
                Pause
              </Button>
            )}
            {mayChange && state === 'paused' && (
              <Button
                variant={canPublish ? 'default' : 'filled'}
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                loading={resume.isPending}
                onClick={() => void store.flush().then(() => resume.mutate(cadence))}
              >
                Resume
              </Button>
            )}
            {canPublish && (
              <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={openPublish}>
                {version === 0 ? 'Publish' : 'Publish changes'}
              </Button>
            )}
            <CadenceMenu cadence={cadence} isOnPage />
          </Group>
        }
      />
      <PublishDialog cadence={cadence} isOpen={isPublishing} onClose={publish.close} />
    </>
  )
}
