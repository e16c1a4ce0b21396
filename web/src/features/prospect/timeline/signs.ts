import type { MantineColor } from '@mantine/core'
import {
  type Icon,
  IconBan,
  IconChecklist,
  IconEye,
  IconMailForward,
  IconMailX,
  IconMessage,
  IconNote,
  IconPhone,
  IconPlayerPlay,
  IconPlayerStop,
  IconPointer,
  IconRobot,
  IconUser,
} from '@tabler/icons-react'
import type { Sign } from './describe-event.ts'

/** How each kind of entry is marked. */
export const SIGNS: Readonly<Record<Sign, { icon: Icon; color: MantineColor }>> = {
  mail: { icon: IconMailForward, color: 'gray' },
  answer: { icon: IconMessage, color: 'accent' },
  bounce: { icon: IconMailX, color: 'red' },
  open: { icon: IconEye, color: 'accent' },
  click: { icon: IconPointer, color: 'accent' },
  machine: { icon: IconRobot, color: 'gray' },
  call: { icon: IconPhone, color: 'gray' },
  task: { icon: IconChecklist, color: 'gray' },
  run: { icon: IconPlayerPlay, color: 'gray' },
  stop: { icon: IconPlayerStop, color: 'gray' },
  note: { icon: IconNote, color: 'accent' },
  person: { icon: IconUser, color: 'gray' },
  block: { icon: IconBan, color: 'red' },
}
