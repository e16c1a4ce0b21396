import { AppError } from '#platform/errors/index.ts'
import type { Caller } from './caller.ts'

/** Throws forbidden for a session without the second factor that its company wants. */
export const requireSecondFactor = ({ lacksSecondFactor }: Pick<Caller, 'lacksSecondFactor'>): void => {
  if (!lacksSecondFactor) return
  throw new AppError({
    code: 'forbidden',
    field: 'secondFactor',
    message:
      'Your company wants a second factor at sign-in. Set one up under Settings → Security, then go on.',
  })
}
