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
