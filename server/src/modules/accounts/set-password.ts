import type { Queryable } from '#platform/db/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './sign-in.ts'

/** Throws invalid_input for a password that is too short or too long. */
export const checkPassword = (password: string): void => {
  if (password.length < SHORTEST_PASSWORD)
    throw invalidInput('password', `The password must have at least ${SHORTEST_PASSWORD} characters.`)
  if (password.length > LONGEST_PASSWORD)
    throw invalidInput('password', `The password must have at most ${LONGEST_PASSWORD} characters.`)
}

/**
 * Gives a user a password, in place of one he may have, and ends his sessions. Slow on purpose (scrypt); pass `hashed` where that was
 * done before a transaction began.
 */
export const setPassword = async (
  { newId, clock }: Pick<AccountsDeps, 'newId' | 'clock'>,
  tx: Queryable,
  { userId, hashed }: { userId: string; hashed: string },
): Promise<void> => {
  await tx.query(`DELETE FROM auth_accounts WHERE "userId" = $1 AND "providerId" = 'credential'`, [userId])
  await tx.query(`DELETE FROM auth_sessions WHERE "userId" = $1`, [userId])
  await tx.query(
    `INSERT INTO auth_accounts ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
     VALUES ($1, $2, 'credential', $2, $3, $4, $4)`,
    [newId(), userId, hashed, clock.now()],
  )
}

export const hashNewPassword = async (password: string): Promise<string> => {
  checkPassword(password)
  const { hashPassword } = await import('better-auth/crypto')
  return hashPassword(password)
}
