import { AppError, messageOf } from '#platform/errors/index.ts'
import { type OAuth2Secret, openSecrets, sealSecrets } from './credentials.ts'
import type { MailboxDeps } from './mailbox.ts'
import { mailboxById, selectSecrets, updateSmtpSecret } from './mailbox-queries.ts'

type Which = { companyId: string; mailboxId: string }

/** A token is fetched anew this long before it ends. */
const MARGIN_MILLISECONDS = 60_000
const DEFAULT_LIFE_SECONDS = 3_600
const TIMEOUT_MILLISECONDS = 20_000

export type AccessTokens = {
  /**
   * A token that is good for at least a minute, from memory or fetched with the refresh token (RFC 6749, section 6). Throws
   * `unauthorized` when the provider refuses for good (the user has to sign in again), `unavailable` when it cannot be reached.
   */
  accessToken(input: Which): Promise<string>
  /** Forgets the token that a mail server refused, so that the next one is fetched. */
  forgetToken(input: Which): void
}

/** Fetches and keeps access tokens; callers that ask at the same time share one request. */
export const createAccessTokens = (deps: MailboxDeps): AccessTokens => {
  const kept = new Map<string, { token: string; endsAt: number }>()
  const underWay = new Map<string, Promise<string>>()

  const renew = async (which: Which, key: string): Promise<string> => {
    const secret = await readSecret(deps, which)
    const answer = await requestToken(deps.fetch ?? fetch, secret)
    // Some providers give a new refresh token with each use and let the old one end.
    if (answer.refreshToken !== null && answer.refreshToken !== secret.refreshToken)
      await keepRefreshToken(deps, which, { ...secret, refreshToken: answer.refreshToken })
    kept.set(key, { token: answer.token, endsAt: deps.clock.now().getTime() + answer.lifeSeconds * 1000 })
    return answer.token
  }

  return {
    accessToken: async (which) => {
      const key = keyOf(which)
      const entry = kept.get(key)
      if (entry && entry.endsAt - MARGIN_MILLISECONDS > deps.clock.now().getTime()) return entry.token
      const request = underWay.get(key) ?? renew(which, key).finally(() => underWay.delete(key))
      underWay.set(key, request)
      return request
    },
    forgetToken: (which) => void kept.delete(keyOf(which)),
  }
}

const keyOf = ({ companyId, mailboxId }: Which): string => `${companyId}/${mailboxId}`

const readSecret = async (deps: MailboxDeps, which: Which): Promise<OAuth2Secret> => {
  const { credentialKind } = await mailboxById(deps.db, which)
  const opened = openSecrets(deps.secrets, which, {
    kind: credentialKind,
    ...(await selectSecrets(deps.db, which)),
  })
  if (opened.kind === 'oauth2') return opened.oauth2
  throw new Error(`mailbox ${which.mailboxId} signs in with a password`)
}

const keepRefreshToken = async (deps: MailboxDeps, which: Which, oauth2: OAuth2Secret): Promise<void> => {
  const { smtpSecret } = sealSecrets(deps.secrets, which, { kind: 'oauth2', oauth2 })
  if (smtpSecret !== null) await updateSmtpSecret(deps.db, { ...which, smtpSecret })
}

type TokenAnswer = { token: string; refreshToken: string | null; lifeSeconds: number }

const requestToken = async (fetchToken: typeof fetch, secret: OAuth2Secret): Promise<TokenAnswer> => {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: secret.refreshToken,
    client_id: secret.clientId,
    ...(secret.clientSecret !== null && { client_secret: secret.clientSecret }),
  })
  let status: number
  let answer: Record<string, unknown>
  try {
    const response = await fetchToken(secret.tokenUrl, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    })
    status = response.status
    answer = readJson(await response.text())
  } catch (cause) {
    throw new AppError({
      code: 'unavailable',
      message: `The token server ${new URL(secret.tokenUrl).host} cannot be reached: ${messageOf(cause)}`,
      cause,
    })
  }
  if (status === 200 && typeof answer.access_token === 'string')
    return {
      token: answer.access_token,
      refreshToken: typeof answer.refresh_token === 'string' ? answer.refresh_token : null,
      lifeSeconds: Number(answer.expires_in) > 0 ? Number(answer.expires_in) : DEFAULT_LIFE_SECONDS,
    }
  const words = [answer.error, answer.error_description].filter((word) => typeof word === 'string').join(': ')
  const refused = status === 400 || status === 401 || status === 403
  throw new AppError({
    code: refused ? 'unauthorized' : 'unavailable',
    message: `The token server ${new URL(secret.tokenUrl).host} answered ${status}${words ? ` (${words})` : ''}.${refused ? ' Sign in to this mailbox again.' : ''}`,
  })
}

const readJson = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // Not JSON: the status alone tells what happened.
    return {}
  }
}
