import { isValidAddress, normaliseAddress, parseAddress } from '@cadenza/mailkit'
import type { Queryable } from '#platform/db/index.ts'
import { conflict, invalidInput, notAllowed } from '#platform/errors/index.ts'
import { sealSecrets } from './credentials.ts'
import type { Mailbox, MailboxDeps } from './mailbox.ts'
import { changeLimits, defaultLimits, type LimitsInput } from './mailbox-limits.ts'
import { insertMailbox, mailboxById, selectCompany } from './mailbox-queries.ts'
import { readServers, type ServersInput } from './read-servers.ts'

export type AddMailboxInput = ServersInput & {
  companyId: string
  userId: string
  /** `Steve <steve@acme.test>`, or the address alone. */
  from: string
  replyTo?: string | null | undefined
  /** HTML. */
  signature?: string | undefined
  /** The zone is the company's unless given. */
  limits?: LimitsInput | undefined
}

/**
 * Adds a mailbox; nothing is connected to (see checkMailbox). Throws `invalid_input` that names the field, `conflict` when the company has
 * a mailbox of this address already.
 */
export const addMailbox = async (deps: MailboxDeps, input: AddMailboxInput): Promise<Mailbox> => {
  const { companyId, userId } = input
  const { address, name } = readFrom(input.from)
  const { smtp, imap, secrets } = readServers(deps, { ...input, address })
  const mailboxId = deps.newId()
  return deps.db.transaction(async (tx) => {
    await refuseDemo(deps, tx, companyId)
    const { zone } = await selectCompany(tx, companyId)
    const limits = changeLimits(defaultLimits(zone), input.limits ?? {})
    const inserted = await insertMailbox(tx, {
      ...sealSecrets(deps.secrets, { companyId, mailboxId }, secrets),
      companyId,
      id: mailboxId,
      userId,
      address,
      addressKey: normaliseAddress(address),
      fromName: name,
      replyTo: readReplyTo(input.replyTo),
      signature: input.signature ?? '',
      smtp,
      imap,
      credentialKind: secrets.kind,
      limits,
      createdAt: deps.clock.now(),
    })
    if (!inserted)
      throw conflict(`There is a mailbox ${address} already; change that one, or remove it first.`, 'from')
    await deps.onMailboxAdded(tx, { companyId, mailboxId, zone: limits.zone })
    return mailboxById(tx, { companyId, mailboxId })
  })
}

/**
 * An invented company has mailboxes only in the simulated world (which says what it reaches): its people do not exist, and no mail to them
 * may leave. Throws `not_allowed`.
 */
export const refuseDemo = async (
  deps: Pick<MailboxDeps, 'mayReach'>,
  tx: Queryable,
  companyId: string,
): Promise<void> => {
  if (deps.mayReach === undefined && (await selectCompany(tx, companyId)).demo)
    throw notAllowed(
      'This is the demo company: its mailboxes cannot send. Go back to your own company to connect one.',
    )
}

/** Throws `invalid_input` on `from`. */
export const readFrom = (from: string): { address: string; name: string } => {
  if (/\p{Cc}/u.test(from.trim()))
    throw invalidInput('from', 'from: it contains a line break or another control character.')
  const parsed = parseAddress(from)
  if (!parsed)
    throw invalidInput('from', `from: "${from}" has no address; write it as Steve <steve@acme.com>.`)
  const valid = isValidAddress(parsed.address)
  if (valid !== true) throw invalidInput('from', `from: "${parsed.address}" is no mail address: ${valid}.`)
  return { address: parsed.address, name: parsed.name ?? '' }
}

/** Throws `invalid_input` on `replyTo`. */
export const readReplyTo = (replyTo: string | null | undefined): string | null => {
  const address = replyTo?.trim() ?? ''
  if (address === '') return null
  const valid = isValidAddress(address)
  if (valid !== true) throw invalidInput('replyTo', `replyTo: "${address}" is no mail address: ${valid}.`)
  return address
}
