import { Alert, Button, Group, Menu, Text } from '@mantine/core'
import { IconChevronDown, IconPhone, IconPhoneOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, apiQuery, useApiMutation } from '#api/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { CallTimer } from './call-timer.tsx'
import type { QueuedTask } from './use-queue.ts'

type Props = {
  task: QueuedTask
  numbers: readonly { label: string; number: string }[]
  onDialled(callId: string): void
  /** How long it took, in seconds. */
  onEnded(seconds: number): void
}

/** Rings the prospect: by a link that this device dials, or by the provider that rings one's own phone first. */
export const CallDialler = ({ task, numbers, onDialled, onEnded }: Props) => {
  const [begun, setBegun] = useState<{ callId: string; at: number; isDialledHere: boolean } | null>(null)
  const [isOver, setIsOver] = useState(false)
  const dial = useApiMutation({
    mutate: (number: string) =>
      api.post('/calls/dial', { body: { prospectId: task.prospectId, taskId: task.id, number } }),
    changes: ['/calls'],
    onDone: ({ call, url }) => {
      setBegun({ callId: call.id, at: Date.now(), isDialledHere: url !== null })
      setIsOver(false)
      onDialled(call.id)
      if (url !== null) window.location.assign(url)
    },
  })
  const [first, ...others] = numbers
  const call = () => {
    if (first && !dial.isPending) dial.mutate(first.number)
  }
  const end = () => {
    if (!begun || isOver) return
    setIsOver(true)
    onEnded((Date.now() - begun.at) / 1000)
  }
  useShortcuts('Call', [
    { keys: 'c', label: 'Call', run: call },
    ...(begun && !isOver ? [{ keys: 'h', label: 'Hang up', run: end }] : []),
  ])
  const reported = useQuery({
    ...apiQuery('/calls/{id}', { params: { path: { id: begun?.callId ?? '' } } }),
    enabled: begun !== null && !begun.isDialledHere && !isOver,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'open' ? 4_000 : false),
  })
  if (!first)
    return (
      <Alert color="orange" title="No phone number">
        The prospect has none. Add one on his page, or log a call that you made elsewhere.
      </Alert>
    )
  return (
    <div>
      <Group gap="xs">
        {begun && !isOver ? (
          <>
            <Button
              color="red.8"
              leftSection={<IconPhoneOff size={16} stroke={1.75} aria-hidden />}
              onClick={end}
            >
              Hang up
            </Button>
            <CallTimer since={begun.at} />
          </>
        ) : (
          <Button
            variant={begun ? 'default' : 'filled'}
            leftSection={<IconPhone size={16} stroke={1.75} aria-hidden />}
            loading={dial.isPending}
            onClick={call}
          >
            {begun ? 'Call again' : `Call ${first.number}`}
          </Button>
        )}
        {others.length > 0 && (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
                Another number
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map(({ label, number }) => (
                <Menu.Item key={number} onClick={() => dial.mutate(number)}>
                  {label}: {number}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {begun && !begun.isDialledHere && (
        <Text size="sm" c="dimmed" mt="xs" role="status">
          {reported.data?.state === 'failed'
            ? `The call failed: ${reported.data.failure ?? 'the provider gave no reason'}`
            : 'Your own phone rings first; the prospect is dialled once you have answered.'}
        </Text>
      )}
    </div>
  )
}
