import { normaliseAddress } from '@cadenza/mailkit'
import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { Mailbox } from './mailbox.ts'
import { selectAll, selectByAddress, selectMailboxes } from './mailbox-queries.ts'

/** The running mailboxes among given ones, or of given users, oldest first. */
export const usableMailboxes = async (
  tx: Queryable,
  input: { companyId: string } & ({ mailboxIds: readonly string[] } | { userIds: readonly string[] }),
): Promise<Mailbox[]> => {
  const all =
    'mailboxIds' in input
      ? [...(await selectMailboxes(tx, input)).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
      : await selectAll(tx, input)
  return all.filter(({ state }) => state === 'running')
}

/** Throws `not_found` on `mailbox`. */
export const mailboxByAddress = async (
  tx: Queryable,
  input: { companyId: string; address: string },
): Promise<Mailbox> => {
  const key = normaliseAddress(input.address)
  const found = (await selectByAddress(tx, { companyId: input.companyId, addressKeys: [key] })).get(key)
  if (!found) throw notFound(`There is no mailbox ${input.address}.`, 'mailbox')
  return found
}

/** Ids by normalised address; addresses without a mailbox are missing. */
export const mailboxIdsByAddress = async (
  tx: Queryable,
  input: { companyId: string; addresses: readonly string[]; userId?: string | undefined },
): Promise<Map<string, string>> => {
  const { userId } = input
  const found = await selectByAddress(tx, {
    companyId: input.companyId,
    addressKeys: input.addresses.map(normaliseAddress),
  })
  const wanted = [...found].filter(([, mailbox]) => userId === undefined || mailbox.userId === userId)
  return new Map(wanted.map(([key, { id }]) => [key, id]))
}

/** Addresses by id, of mailboxes that were not removed. */
export const mailboxAddresses = async (
  tx: Queryable,
  input: { companyId: string; mailboxIds: readonly string[] },
): Promise<Map<string, string>> => {
  const found = await selectMailboxes(tx, input)
  return new Map(
    [...found.values()].filter(({ state }) => state !== 'removed').map(({ id, address }) => [id, address]),
  )
}
