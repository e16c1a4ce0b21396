import { Select } from '@mantine/core'
import { api, useApiMutation } from '#api/index.ts'
import type { Role } from '#app/session.ts'
import type { Member } from '#app/use-members.ts'
import { confirm } from '#ui/confirm.ts'
import { ROLE_LABELS, roleOptions, rolesUpTo } from './roles.ts'

const ALL = rolesUpTo('admin')

/** Gives a member another role, after saying what that means. */
export const RoleSelect = ({ member: { userId, name, role } }: { member: Member }) => {
  const change = useApiMutation({
    mutate: (next: Role) =>
      api.patch('/members/{id}', { params: { path: { id: userId } }, body: { role: next } }),
    changes: ['/members', '/me'],
    done: (_answer, next) => `${name} is ${ROLE_LABELS[next].toLowerCase()} now.`,
  })
  const ask = (next: Role) =>
    confirm({
      title: `Make ${name} ${next === 'admin' ? 'an' : 'a'} ${ROLE_LABELS[next].toLowerCase()}?`,
      text: MEANING[next],
      confirm: 'Change role',
      onConfirm: () => change.mutate(next),
    })
  return (
    <Select
      size="xs"
      aria-label={`Role of ${name}`}
      data={roleOptions(ALL)}
      value={role}
      allowDeselect={false}
      disabled={change.isPending}
      comboboxProps={{ width: 130 }}
      onChange={(value) => {
        const next = ALL.find((one) => one === value)
        if (next && next !== role) ask(next)
      }}
    />
  )
}

const MEANING: Readonly<Record<Role, string>> = {
  admin: 'An admin has all that concerns the company: settings, members, everybody’s keys, webhooks, export.',
  manager: 'A manager works with everybody’s prospects, cadences, mailboxes and tasks, and invites people.',
  rep: 'A rep sees his own prospects, and the cadences that are his or shared with him.',
}
