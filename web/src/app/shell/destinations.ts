import {
  type Icon,
  IconChartBar,
  IconHome,
  IconInbox,
  IconListCheck,
  IconMail,
  IconPhone,
  IconRoute,
  IconSend,
  IconSettings,
  IconTemplate,
  IconUsers,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'

export type Destination = {
  to: Exclude<LinkProps['to'], undefined>
  label: string
  icon: Icon
  /** The second key after `g`. */
  key: string
  /** What the palette finds it by besides its label. */
  about: string
}

/** Where the navigation leads, in its order; a gap between the groups. */
export const DESTINATIONS: readonly (readonly Destination[])[] = [
  [
    { to: '/', label: 'Home', icon: IconHome, key: 'h', about: 'What wants you today' },
    { to: '/inbox', label: 'Inbox', icon: IconInbox, key: 'i', about: 'Answers of all mailboxes' },
    { to: '/tasks', label: 'Tasks', icon: IconListCheck, key: 't', about: 'Calls, touches and to-dos' },
  ],
  [
    { to: '/prospects', label: 'Prospects', icon: IconUsers, key: 'p', about: 'The people you write to' },
    { to: '/cadences', label: 'Cadences', icon: IconSend, key: 'c', about: 'Steps in a line' },
    { to: '/journeys', label: 'Journeys', icon: IconRoute, key: 'j', about: 'Steps with branches' },
    { to: '/templates', label: 'Templates', icon: IconTemplate, key: 'e', about: 'Mails to begin from' },
    { to: '/calls', label: 'Calls', icon: IconPhone, key: 'l', about: 'Every call that was made' },
  ],
  [
    {
      to: '/reports',
      label: 'Reports',
      icon: IconChartBar,
      key: 'r',
      about: 'Cohorts, engagement, steps, team',
    },
    { to: '/mailboxes', label: 'Mailboxes', icon: IconMail, key: 'm', about: 'Limits, ramp-up, health' },
    {
      to: '/settings',
      label: 'Settings',
      icon: IconSettings,
      key: 's',
      about: 'Profile, team, keys, webhooks',
    },
  ],
]
