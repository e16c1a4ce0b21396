import { AppError, notAllowed, notFound } from '#platform/errors/index.ts'
import type { AccountsDeps } from '../accounts-deps.ts'
import { normaliseLogin } from '../login-email.ts'
import { hashNewPassword, setPassword } from '../set-password.ts'
import { belongsElsewhere } from './belongs-elsewhere.ts'
import { letterHtml } from './letter-html.ts'
import { isPasswordToken, passwordPath, readPasswordToken } from './password-token.ts'

const HOUR = 60 * 60_000

type Deps = Pick<AccountsDeps, 'db' | 'clock' | 'secrets' | 'sendLetter'>

/**
 * A link with which a member chooses a new password within a day; his admin gives it to him. Throws not_found, and not_allowed for who
 * belongs to another company too.
 */
export const makePasswordLink = async (
  deps: Deps,
  { companyId, memberId, origin }: { companyId: string; memberId: string; origin: string },
): Promise<{ link: string; email: string; expiresAt: Date }> => {
  const { rows } = await deps.db.query<{ email: string }>(
    'SELECT email FROM memberships WHERE company_id = $1 AND user_id = $2 AND left_at IS NULL',
    [companyId, memberId],
  )
  const [member] = rows
  if (!member) throw notFound('There is no such member of this company.', 'memberId')
  if (await belongsElsewhere(deps.db, { companyId, userId: memberId }))
    throw notAllowed(
      `${member.email} belongs to another company too, so he must ask for a new password himself, on the page where one signs in.`,
      'memberId',
    )
  const expiresAt = new Date(deps.clock.now().getTime() + 24 * HOUR)
  const user = { userId: memberId, password: await passwordOf(deps, memberId) }
  return {
    link: `${origin}${passwordPath(deps.secrets, { ...user, expiresAt })}`,
    email: member.email,
    expiresAt,
  }
}

/**
 * Mails such a link, good for an hour, to who asks for it on the page where one signs in: through a mailbox of his company's admins, or one
 * of his own. Says nothing of whether there is such a person, or such a mailbox.
 */
export const mailPasswordLink = async (
  deps: Deps,
  { email, origin }: { email: string; origin: string },
): Promise<void> => {
  const { rows } = await deps.db.query<{
    companyId: string
    userId: string
    senders: string[]
    email: string
  }>(
    `SELECT m.company_id AS "companyId", m.user_id AS "userId", m.email, ARRAY(
       SELECT a.user_id FROM memberships a WHERE a.company_id = m.company_id AND a.left_at IS NULL
         AND (a.role = 'admin' OR a.user_id = m.user_id)) AS senders
     FROM auth_users u
     JOIN memberships m ON m.user_id = u.id AND m.left_at IS NULL
     JOIN companies c ON c.company_id = m.company_id AND NOT c.demo
     WHERE u.email = $1 ORDER BY m.created_at, m.company_id`,
    [normaliseLogin(email)],
  )
  const expiresAt = new Date(deps.clock.now().getTime() + HOUR)
  for (const { companyId, userId, senders, email: to } of rows) {
    const password = await passwordOf(deps, userId)
    const link = `${origin}${passwordPath(deps.secrets, { userId, password, expiresAt })}`
    const queued = await deps.sendLetter({
      ...{ companyId, userIds: senders, to },
      subject: 'Your new password for Cadenza',
      html: letterHtml({
        lines: [
          'Somebody, probably you, asked for a new password. Choose it here within an hour:',
          'If it was not you, do nothing: your password stays as it is.',
        ],
        link,
      }),
    })
    if (queued) return
  }
}

/** Whose password the link changes. Throws not_found for one that is not valid, was used, or has expired. */
export const showPasswordLink = async (deps: Deps, token: string): Promise<{ email: string }> => {
  const { userId } = await open(deps, token)
  const { rows } = await deps.db.query<{ email: string }>('SELECT email FROM auth_users WHERE id = $1', [
    userId,
  ])
  if (!rows[0]) throw notValid()
  return rows[0]
}

/** Sets the password and ends all sessions; works once, because the link is signed with the password before it. Throws as above. */
export const usePasswordLink = async (
  deps: AccountsDeps,
  { token, password }: { token: string; password: string },
): Promise<{ userId: string }> => {
  const { userId } = await open(deps, token)
  const hashed = await hashNewPassword(password)
  return deps.db.transaction(async (tx) => {
    await tx.query('SELECT FROM auth_users WHERE id = $1 FOR UPDATE', [userId])
    // Somebody may have used it since.
    await open({ ...deps, db: tx }, token)
    await setPassword(deps, tx, { userId, hashed })
    return { userId }
  })
}

type Reader = Pick<AccountsDeps, 'clock' | 'secrets'> & { db: Pick<AccountsDeps['db'], 'query'> }

const open = async (deps: Reader, token: string): Promise<{ userId: string }> => {
  const read = readPasswordToken(token)
  if (!read || read.expiresAt <= deps.clock.now()) throw notValid()
  const password = await passwordOf(deps, read.userId)
  if (!isPasswordToken(deps.secrets, { ...read, password })) throw notValid()
  return { userId: read.userId }
}

const passwordOf = async ({ db }: Pick<Reader, 'db'>, userId: string): Promise<string> => {
  const { rows } = await db.query<{ password: string | null }>(
    `SELECT password FROM auth_accounts WHERE "userId" = $1 AND "providerId" = 'credential'`,
    [userId],
  )
  return rows[0]?.password ?? ''
}

const notValid = (): AppError =>
  new AppError({
    code: 'not_found',
    field: 'token',
    message: 'This link is not valid: it was used, has expired, or is not whole. Ask for a new one.',
  })
