import type { Caller } from '#modules/accounts/index.ts'
import type { Prospect } from '#modules/prospects/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import { isId } from '#platform/ids/index.ts'
import { isHeldHere, ownOnlyHere } from './own-only.ts'
import type { KlentyDeps } from './ports.ts'
import { type Fields, requireText } from './request-input.ts'

/**
 * The address or id that a request is about: of its path, else of the body's `Email`. Throws invalid_input when neither names one, or when
 * both do and differ.
 */
export const readRef = (params: unknown, body: Fields): string => {
  const named =
    typeof params === 'object' && params !== null && 'email' in params
      ? String(params.email).trim()
      : undefined
  if (named === undefined) return requireText(body, 'Email')
  const inBody = body.text('Email')
  if (inBody !== undefined && !isId(named) && plain(inBody) !== plain(named))
    throw invalidInput('Email', `Email is ${inBody} in the body, but ${named} in the path. Send one of them.`)
  return named
}

const plain = (email: string): string =>
  email
    .trim()
    .replace(/^mailto:/i, '')
    .replaceAll(' ', '+')
    .toLowerCase()

/** Whether there is this prospect for the caller. */
export const isSeenBy = (
  caller: Pick<Caller, 'role' | 'userId' | 'isCompanyKey'>,
  { ownerId }: Pick<Prospect, 'ownerId'>,
): boolean => (ownOnlyHere(caller) ?? ownerId) === ownerId

/** The prospect of an address or id. Throws not_found, also for one that the caller may not see. */
export const requireProspect = async (
  { prospects }: Pick<KlentyDeps, 'prospects'>,
  caller: Pick<Caller, 'companyId' | 'role' | 'userId' | 'isCompanyKey'>,
  ref: string,
): Promise<Prospect> => {
  const { companyId } = caller
  const prospect = isId(ref)
    ? await prospects.findById({ companyId, id: ref })
    : await prospects.findByEmail({ companyId, email: ref })
  if (!prospect || !isSeenBy(caller, prospect))
    throw notFound(`There is no prospect ${JSON.stringify(ref)}. Add it first with POST /prospects.`, 'Email')
  return prospect
}

/** What a use case takes for the prospect of a request: as it was named, once it is known that the caller may see him. Throws not_found. */
export const requireSeen = async (
  deps: Pick<KlentyDeps, 'prospects'>,
  caller: Caller,
  ref: string,
): Promise<string> => (isHeldHere(caller) ? (await requireProspect(deps, caller, ref)).id : ref)
