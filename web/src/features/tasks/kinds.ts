import { type Icon, IconBrandLinkedin, IconChecklist, IconMail, IconPhone } from '@tabler/icons-react'
import type { TaskKind } from './tasks-search.ts'

/** How kinds of tasks are called and shown. */
export const KINDS: Readonly<Record<TaskKind, { label: string; many: string; icon: Icon }>> = {
  call: { label: 'Call', many: 'Calls', icon: IconPhone },
  linkedin: { label: 'LinkedIn touch', many: 'LinkedIn', icon: IconBrandLinkedin },
  manual_mail: { label: 'Manual mail', many: 'Mails', icon: IconMail },
  todo: { label: 'To-do', many: 'To-dos', icon: IconChecklist },
}
