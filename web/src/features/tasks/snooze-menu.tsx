import { Button, Menu, Modal, Stack } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { useDisclosure } from '@mantine/hooks'
import '@mantine/dates/styles.css'
import { IconCalendar, IconClockPause } from '@tabler/icons-react'
import { useState } from 'react'
import { formatInstant, useNow } from '#ui/time/index.ts'
import { snoozeTimes } from './snooze-times.ts'

type Props = {
  isOpen: boolean
  onToggle(isOpen: boolean): void
  onSnooze(until: Date): void
  isBusy?: boolean
  size?: 'compact-sm' | 'sm'
}

/** Puts off until a time that is offered, or any other. */
export const SnoozeMenu = ({ isOpen, onToggle, onSnooze, isBusy = false, size = 'sm' }: Props) => {
  const now = useNow()
  const [isPicking, picking] = useDisclosure()
  const [picked, setPicked] = useState<string | null>(null)
  const until = picked === null ? null : new Date(picked.replace(' ', 'T'))
  return (
    <>
      <Menu opened={isOpen} onChange={onToggle} position="bottom-start" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            size={size}
            loading={isBusy}
            leftSection={<IconClockPause size={16} stroke={1.75} aria-hidden />}
          >
            Snooze
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {snoozeTimes(now).map(({ label, at }) => (
            <Menu.Item key={label} onClick={() => onSnooze(at)} aria-label={`${label}, ${formatInstant(at)}`}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconCalendar size={16} stroke={1.75} />} onClick={picking.open}>
            At a time of your choice
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isPicking} onClose={picking.close} title="Put off until">
        <Stack>
          <DateTimePicker
            label="Day and time"
            description="In your own time zone. Until then it is hidden."
            minDate={now}
            value={picked}
            onChange={setPicked}
            valueFormat="D MMM YYYY, HH:mm"
            placeholder="Choose"
          />
          <Button
            disabled={until === null || until <= now}
            onClick={() => {
              if (until === null) return
              picking.close()
              onSnooze(until)
            }}
          >
            Put off
          </Button>
        </Stack>
      </Modal>
    </>
  )
}
