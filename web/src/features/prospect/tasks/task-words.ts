import { type Icon, IconBrandLinkedin, IconChecklist, IconMail, IconPhone } from '@tabler/icons-react'
import type { ItemOf } from '#api/index.ts'

export type OpenTask = ItemOf<'/tasks'>

export const TASK_KINDS: Readonly<Record<OpenTask['kind'], { label: string; icon: Icon }>> = {
  call: { label: 'Call', icon: IconPhone },
  manual_mail: { label: 'Mail', icon: IconMail },
  linkedin: { label: 'LinkedIn', icon: IconBrandLinkedin },
  todo: { label: 'To-do', icon: IconChecklist },
}
