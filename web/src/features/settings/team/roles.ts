import type { Role } from '#app/session.ts'

export const ROLE_LABELS: Readonly<Record<Role, string>> = { admin: 'Admin', manager: 'Manager', rep: 'Rep' }

const IN_ORDER: readonly Role[] = ['admin', 'manager', 'rep']

/** Whom somebody may invite: nobody above himself. */
export const rolesUpTo = (role: Role): Role[] => IN_ORDER.slice(IN_ORDER.indexOf(role))

export const roleOptions = (roles: readonly Role[]) =>
  roles.map((value) => ({ value, label: ROLE_LABELS[value] }))
