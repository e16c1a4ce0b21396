import { Anchor, Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconBrandLinkedin, IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef } from 'react'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { FinishForm } from './finish-form.tsx'
import { linkedinAddress } from './linkedin-address.ts'
import { ScriptText } from './script-text.tsx'
import type { QueuedTask } from './use-queue.ts'

/** A LinkedIn touch: the text to take along, the profile, and how it went. */
export const LinkedinWork = ({ task, onDone }: { task: QueuedTask; onDone(): void }) => {
  const profile = useRef<HTMLAnchorElement>(null)
  const address = linkedinAddress(task.prospect)
  useShortcuts('LinkedIn', [
    { keys: 'o', label: 'Open the profile', run: () => profile.current?.click() },
    ...(task.note === ''
      ? []
      : [{ keys: 'y', label: 'Copy the text', run: () => void navigator.clipboard.writeText(task.note) }]),
  ])
  return (
    <Stack gap="lg">
      <ScriptText text={task.note} />
      <Group gap="xs">
        <Button
          ref={profile}
          component="a"
          href={address.url}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconBrandLinkedin size={16} stroke={1.75} aria-hidden />}
          variant="default"
        >
          {address.isProfile ? 'Open the profile' : 'Search on LinkedIn'}
        </Button>
        {task.note !== '' && (
          <CopyButton value={task.note}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                onClick={copy}
                leftSection={
                  copied ? (
                    <IconCheck size={16} stroke={1.75} aria-hidden />
                  ) : (
                    <IconCopy size={16} stroke={1.75} aria-hidden />
                  )
                }
              >
                {copied ? 'Copied' : 'Copy the text'}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      {!address.isProfile && (
        <Text size="sm" c="dimmed">
          The prospect has no LinkedIn address yet.{' '}
          <Anchor href={`/prospects/${task.prospect.id}`} size="sm">
            Add it to the prospect
          </Anchor>
        </Text>
      )}
      <FinishForm task={task} onDone={onDone} />
    </Stack>
  )
}
