import { ActionIcon, Anchor, Group, Menu, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { StateBadge } from '#ui/badges/state-badge.tsx'
import { Time } from '#ui/time/index.ts'
import type { Run } from '../types.ts'
import { PauseDialog } from './pause-dialog.tsx'
import { runState } from './run-state.ts'
import type { useRunActions } from './use-run-actions.ts'

type Props = { run: Run; actions: ReturnType<typeof useRunActions> }

/** A run through a cadence or journey: what it waits for, and what can be done about it. */
export const RunRow = ({ run, actions }: Props) => {
  const { sequence, phase } = run
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm" component="li">
      <Stack gap={2} miw={0}>
        <Group gap="xs">
          <SequenceLink {...sequence} />
          <StateBadge {...runState(run)} />
        </Group>
        <Text size="sm">{run.sentence}</Text>
        <Text size="xs" c="dimmed">
          {phase === 'ended' ? (
            <>
              Started <Time at={run.startedAt} />, ended <Time at={run.endedAt} />
            </>
          ) : (
            <>
              Started <Time at={run.startedAt} />
              {run.mailbox && `, from ${run.mailbox}`}
            </>
          )}
        </Text>
      </Stack>
      {(phase !== 'ended' || run.canResume) && <RunMenu run={run} actions={actions} />}
    </Group>
  )
}

const SequenceLink = ({ id, name, kind }: Run['sequence']) =>
  kind === 'journey' ? (
    <Anchor
      renderRoot={(props) => <Link to="/journeys/$journeyId" params={{ journeyId: id }} {...props} />}
      fw={550}
      size="sm"
    >
      {name}
    </Anchor>
  ) : (
    <Anchor
      renderRoot={(props) => <Link to="/cadences/$cadenceId" params={{ cadenceId: id }} {...props} />}
      fw={550}
      size="sm"
    >
      {name}
    </Anchor>
  )

const RunMenu = ({ run, actions }: Props) => {
  const [isPausing, pausing] = useDisclosure()
  const isOpen = run.phase !== 'ended'
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            loading={actions.isBusy}
            aria-label={`What to do in ${run.sequence.name}`}
          >
            <IconDots size={18} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {run.canResume && (
            <Menu.Item
              leftSection={<IconPlayerPlay size={16} stroke={1.5} />}
              onClick={() => actions.resume(run)}
            >
              Let him go on
            </Menu.Item>
          )}
          {isOpen && (
            <Menu.Item leftSection={<IconPlayerPause size={16} stroke={1.5} />} onClick={pausing.open}>
              {run.phase === 'paused' ? 'Pause until another day …' : 'Pause …'}
            </Menu.Item>
          )}
          {isOpen && (
            <Menu.Item
              leftSection={<IconPlayerStop size={16} stroke={1.5} />}
              onClick={() => actions.stop(run)}
            >
              Stop
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <PauseDialog
        name={run.sequence.name}
        isOpen={isPausing}
        onClose={pausing.close}
        onPause={(until) => actions.pause(run, until)}
      />
    </>
  )
}
