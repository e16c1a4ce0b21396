import {
  IconBrandLinkedin,
  IconCheckbox,
  IconClock,
  IconMail,
  IconMailForward,
  IconPhone,
} from '@tabler/icons-react'
import type { StepChoice } from './new-step.ts'

const ICONS = {
  mail: IconMail,
  wait: IconClock,
  call: IconPhone,
  linkedin: IconBrandLinkedin,
  manual_mail: IconMailForward,
  todo: IconCheckbox,
} as const

export const StepIcon = ({ kind, size = 16 }: { kind: StepChoice; size?: number }) => {
  const Sign = ICONS[kind]
  return <Sign size={size} stroke={1.7} aria-hidden />
}
