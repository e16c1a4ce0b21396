import type { Caller } from '#modules/accounts/index.ts'
import type { Prospect } from '#modules/prospects/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import { isId } from '#platform/ids/index.ts'
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

/** The prospect of an address or id. Throws not_found. */
export const requireProspect = async (
  { prospects }: Pick<KlentyDeps, 'prospects'>,
  { companyId }: Pick<Caller, 'companyId'>,
  ref: string,
): Promise<Prospect> => {
  const prospect = isId(ref)
    ? await prospects.findById({ companyId, id: ref })
    : await prospects.findByEmail({ companyId, email: ref })
  if (!prospect)
    throw notFound(`There is no prospect ${JSON.stringify(ref)}. Add it first with POST /prospects.`, 'Email')
  return prospect
}
