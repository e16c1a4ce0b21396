import {
  type Icon,
  IconBell,
  IconBrandLinkedin,
  IconCalendarTime,
  IconCheckbox,
  IconFlag,
  IconForms,
  IconGitBranch,
  IconHourglass,
  IconList,
  IconMail,
  IconMailForward,
  IconPhone,
  IconPlayerPlay,
  IconPlayerStop,
  IconTag,
  IconTagOff,
  IconWebhook,
} from '@tabler/icons-react'
import type { NodeChoice } from '../nodes/new-node.ts'
import type { JourneyNode } from '../types.ts'

export const CHOICE_ICONS: Readonly<Record<NodeChoice, Icon>> = {
  mail: IconMail,
  wait: IconHourglass,
  wait_until: IconCalendarTime,
  wait_event: IconHourglass,
  condition: IconGitBranch,
  call: IconPhone,
  linkedin: IconBrandLinkedin,
  manual_mail: IconMailForward,
  todo: IconCheckbox,
  add_tag: IconTag,
  remove_tag: IconTagOff,
  move_to_list: IconList,
  set_field: IconForms,
  start_sequence: IconPlayerPlay,
  stop_sequence: IconPlayerStop,
  webhook: IconWebhook,
  notify: IconBell,
  end: IconFlag,
}

/** The sign of a node's kind. */
export const NodeIcon = ({ node, size = 16 }: { node: JourneyNode; size?: number }) => {
  const Sign = CHOICE_ICONS[node.kind === 'task' ? node.task : node.kind]
  return <Sign size={size} stroke={1.75} style={{ flex: 'none' }} aria-hidden />
}
