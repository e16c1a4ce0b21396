import {
  type Icon,
  IconBan,
  IconBuilding,
  IconCalendarOff,
  IconDownload,
  IconHistory,
  IconKey,
  IconLockCheck,
  IconPhone,
  IconPlugConnected,
  IconTags,
  IconUserCircle,
  IconUserMinus,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import type { Role } from '#app/session.ts'

export type SettingsLink = {
  to: Exclude<LinkProps['to'], undefined>
  label: string
  about: string
  icon: Icon
  roles: readonly Role[]
}

const ALL: readonly Role[] = ['admin', 'manager', 'rep']
const MANAGERS: readonly Role[] = ['admin', 'manager']
const ADMINS: readonly Role[] = ['admin']

/** The settings in groups, each with the roles that it is for; what a role may not see is not in its list. */
export const SETTINGS: readonly { title: string; links: readonly SettingsLink[] }[] = [
  {
    title: 'You',
    links: [
      {
        ...{ to: '/settings/profile', label: 'Profile', icon: IconUserCircle, roles: ALL },
        about: 'Name, time zone, telephone',
      },
      {
        ...{ to: '/settings/security', label: 'Security', icon: IconLockCheck, roles: ALL },
        about: 'Password, second factor, sessions',
      },
      {
        ...{ to: '/settings/api-keys', label: 'API keys', icon: IconKey, roles: ALL },
        about: 'For programs that speak for you',
      },
    ],
  },
  {
    title: 'Outreach',
    links: [
      {
        ...{ to: '/settings/suppressions', label: 'Suppression list', icon: IconBan, roles: ALL },
        about: 'Who is never mailed',
      },
      {
        ...{ to: '/settings/holidays', label: 'Holidays', icon: IconCalendarOff, roles: ALL },
        about: 'Days on which nothing leaves',
      },
      {
        ...{ to: '/settings/fields', label: 'Lists, tags and fields', icon: IconTags, roles: ALL },
        about: 'What prospects are sorted by',
      },
      {
        ...{ to: '/settings/calls', label: 'Calls and outcomes', icon: IconPhone, roles: ALL },
        about: 'Twilio, what can be said of a task',
      },
      {
        ...{
          to: '/settings/unsubscribe-page',
          label: 'Unsubscribe page',
          icon: IconUserMinus,
          roles: ADMINS,
        },
        about: 'Its words and its language',
      },
    ],
  },
  {
    title: 'Company',
    links: [
      {
        ...{ to: '/settings/company', label: 'Company', icon: IconBuilding, roles: ADMINS },
        about: 'Name, time zone, limits',
      },
      {
        ...{ to: '/settings/team', label: 'Team', icon: IconUsersGroup, roles: MANAGERS },
        about: 'Members, roles, invitations',
      },
      {
        ...{ to: '/settings/webhooks', label: 'Webhooks', icon: IconPlugConnected, roles: ADMINS },
        about: 'What other programs are told',
      },
      {
        ...{ to: '/settings/export', label: 'Export', icon: IconDownload, roles: ADMINS },
        about: 'All that the company has',
      },
      {
        ...{ to: '/settings/audit-log', label: 'Audit log', icon: IconHistory, roles: ADMINS },
        about: 'Who changed what',
      },
    ],
  },
]

/** The groups as a role sees them. */
export const settingsOf = (role: Role) =>
  SETTINGS.map(({ title, links }) => ({
    title,
    links: links.filter(({ roles }) => roles.includes(role)),
  })).filter(({ links }) => links.length > 0)
