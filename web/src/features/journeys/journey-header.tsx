import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlayerPause, IconPlayerPlay, IconUpload } from '@tabler/icons-react'
import { SEQUENCE_STATES, StateBadge } from '#ui/badges/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import type { JourneyStore } from './editor/journey-store.ts'
import { SavingLine } from './editor/saving-line.tsx'
import { useEditing } from './editor/use-journey-store.ts'
import { JourneyMenu } from './journey-menu.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import type { Journey } from './types.ts'
import { useJourneyActions } from './use-journey-actions.ts'

type Props = { journey: Journey; store: JourneyStore; mayChange: boolean; isReadOnly: boolean }

/** The name of a journey, whether it runs, and what is done with it. */
export const JourneyHeader = ({ journey, store, mayChange, isReadOnly }: Props) => {
  const { state, draft, version } = journey
  const { pause, resume } = useJourneyActions()
  const { saving } = useEditing(store)
  const [isPublishing, publish] = useDisclosure()
  const canPublish = mayChange && state !== 'archived' && (draft !== null || saving.state !== 'saved')
  const openPublish = () => void store.flush().then(publish.open)
  useShortcuts('Journey', [
    ...(canPublish ? [{ keys: 'Mod+Enter', label: 'Publish', run: openPublish, whileTyping: true }] : []),
  ])
  return (
    <>
      <PageHeader
        title={journey.name}
        back={{ to: '/journeys', label: 'Journeys' }}
        beside={<StateBadge {...SEQUENCE_STATES[state]} />}
        actions={
          <Group gap="xs">
            {!isReadOnly && <SavingLine store={store} />}
            {mayChange && state === 'live' && (
              <Button
                variant="default"
                leftSection={<IconPlayerPause size={16} aria-hidden />}
                loading={pause.isPending}
                onClick={() => pause.mutate(journey)}
              >
                Pause
              </Button>
            )}
            {mayChange && state === 'paused' && (
              <Button
                variant={canPublish ? 'default' : 'filled'}
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                loading={resume.isPending}
                onClick={() => resume.mutate(journey)}
              >
                Resume
              </Button>
            )}
            {canPublish && (
              <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={openPublish}>
                {version === 0 ? 'Publish' : 'Publish changes'}
              </Button>
            )}
            <JourneyMenu journey={journey} isOnPage />
          </Group>
        }
      />
      <PublishDialog journey={journey} isOpen={isPublishing} onClose={publish.close} />
    </>
  )
}
