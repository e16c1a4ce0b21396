import { AppError, invalidInput } from '#platform/errors/index.ts'
import type { AccountsDeps } from '../accounts-deps.ts'
import { type AddedUser, addUserIn } from '../add-user.ts'
import { readLoginEmail } from '../login-email.ts'
import { readName } from '../plain-text.ts'
import { checkPassword, hashNewPassword, setPassword } from '../set-password.ts'
import { isClaimToken, isUnclaimed } from './claim-token.ts'

export type ClaimForm = { name: string; company: string; email: string; password: string }

/** Throws invalid_input for the first field that cannot be taken, in the user's words. */
const checkClaim = (form: ClaimForm): void => {
  const checks: Record<keyof ClaimForm, () => unknown> = {
    name: () => readName(form.name, 'Your name'),
    company: () => readName(form.company, 'The company'),
    email: () => readLoginEmail(form.email, 'The mail address'),
    password: () => checkPassword(form.password),
  }
  for (const field of ['name', 'company', 'email', 'password'] as const) {
    try {
      checks[field]()
    } catch (error) {
      throw error instanceof AppError ? invalidInput(field, error.message) : error
    }
  }
}

/**
 * Makes the first user, an admin, with his company, password and API key. Throws forbidden for a wrong token and once a user exists, also
 * when two claim at the same moment; invalid_input, with the field, for a form that cannot be taken.
 */
export const claimInstance = async (
  deps: AccountsDeps,
  { token, form }: { token: string; form: ClaimForm },
): Promise<AddedUser> => {
  if (!(await isClaimToken(deps, token))) throw wrongLink()
  checkClaim(form)
  const hashed = await hashNewPassword(form.password)
  return deps.db.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('claim', 0))`)
    if (!(await isUnclaimed(tx))) throw wrongLink()
    const added = await addUserIn(deps, tx, { ...form, role: 'admin' })
    await setPassword(deps, tx, { userId: added.userId, hashed })
    return added
  })
}

const wrongLink = (): AppError =>
  new AppError({
    code: 'forbidden',
    field: 'token',
    message:
      'This link is not valid, or the instance has already been claimed. The server prints the valid link when it starts.',
  })
