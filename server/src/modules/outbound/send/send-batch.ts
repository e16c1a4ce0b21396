import { MailInputError } from '@cadenza/mailkit'
import type { Mailbox } from '#modules/mailboxes/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { composeMail } from './compose-mail.ts'
import type { DueMail } from './due-mails.ts'
import type { Taken } from './in-hand.ts'
import type { Line } from './mailbox-lines.ts'
import { markOneOffsSending, markSending } from './mark-sending.ts'
import type { SendResult } from './send-result.ts'
import type { Envelope } from './smtp-line.ts'

type Pair = { mail: DueMail; mailbox: Mailbox; line: Line; taken: Taken }

/** Mails, each with the connection that is to carry it. */
export type Batch = Pair[]

/** A mail that a connection is done with. */
export type Carried = Pair & { result: SendResult; at: Date; raw: Uint8Array }

/**
 * Marks a batch `sending` and hands it over; each mail is told of as it is done. Answers those that may not leave, which were not touched. The
 * mails are written while the database works.
 */
export const sendBatch = async (
  deps: OutboundDeps,
  { companyId, batch }: { companyId: string; batch: Batch },
  onCarried: (carried: Carried) => void,
): Promise<Batch> => {
  const date = deps.clock.now()
  const marking = mark(deps, { companyId, batch, now: date })
  const written = batch.map((pair) => ({ pair, written: write(deps, pair, date) }))
  let marked: Set<string>
  try {
    marked = await marking
  } catch (error) {
    deps.log.error({ companyId, error: messageOf(error) }, 'Mails could not be marked as being sent.')
    // Whether the mark was stored is not known. None has begun: whatever bears the mark is queued again.
    for (const pair of batch) onCarried({ ...pair, result: { kind: 'not_begun' }, at: date, raw: NOTHING })
    return []
  }
  for (const { pair, written: envelope } of written)
    if (marked.has(pair.mail.id)) void carry(deps, pair, envelope, onCarried)
  return batch.filter(({ mail }) => !marked.has(mail.id))
}

const NOTHING = new Uint8Array()

const mark = async (
  { db, processId }: OutboundDeps,
  { companyId, batch, now }: { companyId: string; batch: Batch; now: Date },
): Promise<Set<string>> => {
  const idsWhere = (ofSequence: boolean): string[] =>
    batch.filter(({ mail }) => (mail.kind === 'sequence') === ofSequence).map(({ mail }) => mail.id)
  const [steps, oneOffs] = [idsWhere(true), idsWhere(false)]
  const marked = steps.length > 0 ? await markSending(db, { companyId, ids: steps, processId, now }) : []
  const others =
    oneOffs.length > 0 ? await markOneOffsSending(db, { companyId, ids: oneOffs, processId, now }) : []
  return new Set([...marked, ...others])
}

/** A mail that cannot be written is refused before any server sees it: for its address, or else for its mailbox. */
const write = (deps: OutboundDeps, { mail, mailbox }: Pair, date: Date): Envelope | SendResult => {
  try {
    return composeMail(deps.ports, { mail, mailbox, date })
  } catch (error) {
    const words = `The mail cannot be written: ${messageOf(error)}`
    return error instanceof MailInputError && error.header === 'To'
      ? { kind: 'refused', stage: 'rcpt', code: 553, words: `553 5.1.3 ${words}` }
      : { kind: 'refused', stage: 'mail', code: 554, words }
  }
}

const carry = async (
  { clock }: OutboundDeps,
  pair: Pair,
  written: Envelope | SendResult,
  onCarried: (carried: Carried) => void,
): Promise<void> => {
  const raw = 'kind' in written ? NOTHING : written.raw
  const result = 'kind' in written ? written : await send(pair, written)
  onCarried({ ...pair, result, at: clock.now(), raw })
}

const send = async ({ line, taken }: Pair, envelope: Envelope): Promise<SendResult> => {
  if (!taken.mayBegin()) return { kind: 'not_begun' }
  try {
    return await line.send(envelope, taken)
  } catch (error) {
    const words = messageOf(error)
    return taken.begun ? { kind: 'uncertain', words, byUs: false } : { kind: 'lost', words }
  }
}
