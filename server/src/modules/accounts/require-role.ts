import { AppError } from '#platform/errors/index.ts'
import type { Caller, Role } from './caller.ts'

/** Throws `forbidden` unless the caller has one of these roles. */
export const requireRole = ({ role }: Pick<Caller, 'role'>, roles: readonly Role[]): void => {
  if (roles.includes(role)) return
  throw new AppError({
    code: 'forbidden',
    field: 'role',
    message: `Only ${roles.map((one) => `${one}s`).join(' and ')} may do this; you are a ${role}. Ask one of them.`,
  })
}

/** Whether the caller sees and changes only what is his own, and not the whole team's. */
export const isHeldToOwn = ({ role }: Pick<Caller, 'role'>): boolean => role === 'rep'

/** For queries that are narrowed to what is a rep's own: his id; undefined for who sees the team's. */
export const ownOnly = (caller: Pick<Caller, 'role' | 'userId'>): string | undefined =>
  isHeldToOwn(caller) ? caller.userId : undefined
