import { Button, Group, Menu, Paper, Text } from '@mantine/core'
import { IconChevronDown, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useApiMutation } from '#api/index.ts'
import { countOf } from '#ui/numbers.ts'
import { useNow } from '#ui/time/index.ts'
import { offerUndo } from '#ui/undo.tsx'
import { changeEnrolments, type EnrolmentChange } from './change-enrolments.ts'
import { pauseChoices } from './pause-choices.ts'
import type { Enrolment, SequenceRef } from './types.ts'

type Props = { sequence: SequenceRef; chosen: readonly Enrolment[]; onDone(): void }

const SAID = { stop: 'stopped', resume: 'resumed', pause: 'paused' } as const

/** What can be done with those who are chosen in a table of enrolments. */
export const SelectionBar = ({ sequence, chosen, onDone }: Props) => {
  const now = useNow()
  const underWay = chosen.filter(({ phase }) => phase !== 'ended').map(({ prospectId }) => prospectId)
  const resumable = chosen
    .filter(({ phase, status }) => phase === 'paused' || RESUMABLE.includes(status))
    .map(({ prospectId }) => prospectId)
  const change = useApiMutation({
    mutate: ({ ids, ...what }: EnrolmentChange & { ids: readonly string[] }) =>
      changeEnrolments(sequence, ids, what),
    changes: ['/cadences', '/journeys', '/prospects'],
    onDone: (changed, { verb, ids }) => {
      onDone()
      const message = `${countOf(changed, 'prospect')} ${SAID[verb]}.`
      offerUndo({
        message,
        onUndo: () => change.mutate(verb === 'resume' ? pause(ids) : { verb: 'resume', ids }),
      })
    },
  })
  return (
    <Paper withBorder radius="md" px="md" py="xs" role="region" aria-label="Chosen prospects">
      <Group gap="xs">
        <Text size="sm" fw={600} mr="auto">
          {countOf(chosen.length, 'prospect')} chosen
        </Text>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              size="xs"
              variant="default"
              disabled={underWay.length === 0 || change.isPending}
              leftSection={<IconPlayerPause size={14} aria-hidden />}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              Pause
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {pauseChoices(now).map(({ label, until }) => (
              <Menu.Item key={label} onClick={() => change.mutate({ verb: 'pause', until, ids: underWay })}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          size="xs"
          variant="default"
          disabled={resumable.length === 0 || change.isPending}
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          onClick={() => change.mutate({ verb: 'resume', ids: resumable })}
        >
          Resume
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={underWay.length === 0 || change.isPending}
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          onClick={() => change.mutate({ verb: 'stop', ids: underWay })}
        >
          Stop
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          Clear
        </Button>
      </Group>
    </Paper>
  )
}

const RESUMABLE: readonly Enrolment['status'][] = ['manually_stopped', 'auto_reply_stopped']

const pause = (ids: readonly string[]) => ({ verb: 'pause' as const, until: null, ids })
