import type { IncomingHttpHeaders } from 'node:http'
import { AppError, invalidInput } from '#platform/errors/index.ts'
import type { Caller, Edition } from './caller.ts'
import { EDITIONS } from './caller.ts'
import { checkOrigin } from './check-origin.ts'
import type { OwnCompany } from './companies-of-user.ts'
import type { KeyHolder } from './find-key-holder.ts'
import { normaliseLogin } from './login-email.ts'
import { requireSecondFactor } from './require-second-factor.ts'

export type Credentials = { method: string; headers: IncomingHttpHeaders }

export type AuthenticateDeps = {
  findKeyHolder: (input: { key: string; email: string | undefined }) => Promise<KeyHolder | undefined>
  /** The companies of the user whose session the headers carry, oldest first; undefined without a valid session. */
  companiesOfSession: (headers: IncomingHttpHeaders) => Promise<OwnCompany[] | undefined>
  publicUrl: string | undefined
}

export type Authenticate = {
  /** For paths that name a member: the Klenty API. Throws unauthorized or forbidden. */
  asMember(request: Credentials, username: string): Promise<Caller>
  /** For paths that name nobody: a key's own user, the session's, or for a company key the one of the header `x-user`. */
  asUser(request: Credentials): Promise<Caller>
}

const unauthorized = (): AppError =>
  new AppError({
    code: 'unauthorized',
    publicCode: 'invalidAPIKey',
    field: 'x-api-key',
    message:
      'The API key is missing or not valid. Send the header x-api-key with a key from Settings → Integrations → API key, or one that `cadenza user add` printed.',
  })

/** One text for users of other companies, users that do not exist and colleagues of a personal key's user, so that nothing is learnt. */
const forbidden = (): AppError =>
  new AppError({
    code: 'forbidden',
    publicCode: 'forbiddenUser',
    field: 'username',
    message:
      'This API key may not act for the user named in the path. Use the login mail of the user the key belongs to.',
  })

const header = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name]
  const text = Array.isArray(value) ? value[0] : value
  return text === undefined || text.trim() === '' ? undefined : text.trim()
}

/** The edition that a request asks for, or that of its key. Throws invalid_input for one that does not exist. */
const editionOf = (headers: IncomingHttpHeaders, fallback: Edition): Edition => {
  const asked = header(headers, 'x-api-edition')
  if (asked === undefined) return fallback
  const edition = EDITIONS.find((known) => known === asked)
  if (!edition)
    throw invalidInput(
      'x-api-edition',
      `x-api-edition must be ${EDITIONS.join(' or ')}, not "${asked.slice(0, 40)}".`,
    )
  return edition
}

/** Decides who calls, from an API key or a session cookie. */
export const createAuthenticate = (deps: AuthenticateDeps): Authenticate => {
  const asKey = async (request: Credentials, key: string, email: string | undefined) => {
    const holder = await deps.findKeyHolder({ key, email })
    if (!holder) throw unauthorized()
    const { companyId, keyId, member } = holder
    const edition = editionOf(request.headers, holder.edition)
    return {
      holder,
      caller: member && {
        ...{ ...member, companyId, keyId, edition },
        isCompanyKey: !holder.personal,
        lacksSecondFactor: false,
      },
    }
  }

  const asSession = async (request: Credentials): Promise<Caller[]> => {
    const companies = header(request.headers, 'cookie')
      ? await deps.companiesOfSession(request.headers)
      : undefined
    if (!companies) throw unauthorized()
    checkOrigin({ method: request.method, headers: request.headers, publicUrl: deps.publicUrl })
    const edition = editionOf(request.headers, '2017')
    const wanted = header(request.headers, 'x-company-id')
    return companies
      .filter(({ companyId }) => wanted === undefined || companyId === wanted)
      .map(({ companyId, userId, email, role, hasSecondFactor, wantsSecondFactor }) => ({
        ...{ companyId, userId, email, role, edition },
        keyId: null,
        isCompanyKey: false,
        lacksSecondFactor: wantsSecondFactor && !hasSecondFactor,
      }))
  }

  /** Where the browser last was: a link and a stream of events can send no header. Not trusted to open anything, only to choose. */
  const chosen = (request: Credentials, callers: readonly Caller[]): Caller | undefined => {
    const companyId = /(?:^|;\s*)cadenza\.company=([0-9a-f]{24})(?:;|$)/.exec(
      request.headers.cookie ?? '',
    )?.[1]
    return callers.find((caller) => caller.companyId === companyId) ?? callers[0]
  }

  return {
    asMember: async (request, username) => {
      const email = normaliseLogin(username)
      const key = header(request.headers, 'x-api-key')
      const caller =
        key === undefined
          ? (await asSession(request)).find((candidate) => candidate.email === email)
          : (await asKey(request, key, email)).caller
      if (!caller || caller.email !== email) throw forbidden()
      requireSecondFactor(caller)
      return caller
    },
    asUser: async (request) => {
      const key = header(request.headers, 'x-api-key')
      if (key === undefined) {
        const caller = chosen(request, await asSession(request))
        if (!caller) throw forbidden()
        return caller
      }
      const named = header(request.headers, 'x-user')
      const email = named === undefined ? undefined : normaliseLogin(named)
      const { holder, caller } = await asKey(request, key, email)
      if (caller && (email === undefined || caller.email === email)) return caller
      if (holder.personal || email !== undefined) throw forbidden()
      throw invalidInput(
        'x-user',
        'This is a company key: say for which member you call in the header x-user, by login mail.',
      )
    },
  }
}
