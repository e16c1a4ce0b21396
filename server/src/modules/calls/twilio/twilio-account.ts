import type { Queryable } from '#platform/db/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import type { CallDeps } from '../call.ts'
import { requireInternational } from '../phone-number.ts'

/** A company's account with Twilio. */
export type TwilioAccount = {
  accountSid: string
  authToken: string
  /** A number of that account, which prospects see. */
  fromNumber: string
  /** Has Twilio listen whether a machine answers, which costs a little for each call. */
  detectMachines: boolean
}

/** What may be shown of it. */
export type ShownTwilioAccount = Omit<TwilioAccount, 'authToken'>

type Row = { accountSid: string; authToken: string; fromNumber: string; detectMachines: boolean }

const contextOf = (companyId: string): string => `twilio:${companyId}`

/** Null where the company has none. */
export const twilioAccount = async (
  deps: Pick<CallDeps, 'secrets'>,
  tx: Queryable,
  { companyId }: { companyId: string },
): Promise<TwilioAccount | null> => {
  const row = await readRow(tx, companyId)
  return row && { ...row, authToken: deps.secrets.decrypt(row.authToken, contextOf(companyId)) }
}

/** Without the token. Null where the company has none. */
export const shownTwilioAccount = async (
  tx: Queryable,
  { companyId }: { companyId: string },
): Promise<ShownTwilioAccount | null> => {
  const row = await readRow(tx, companyId)
  return row && { accountSid: row.accountSid, fromNumber: row.fromNumber, detectMachines: row.detectMachines }
}

/** Served by the primary key. */
const readRow = async (tx: Queryable, companyId: string): Promise<Row | null> => {
  const { rows } = await tx.query<Row>(
    `SELECT account_sid AS "accountSid", auth_token AS "authToken", from_number AS "fromNumber", detect_machines AS "detectMachines"
     FROM twilio_accounts WHERE company_id = $1`,
    [companyId],
  )
  return rows[0] ?? null
}

/** Keeps the account; without a token the present one stays. Throws `invalid_input` naming the field. */
export const storeTwilioAccount = (
  deps: Pick<CallDeps, 'db' | 'secrets'>,
  input: {
    companyId: string
    accountSid: string
    authToken?: string | undefined
    fromNumber: string
    detectMachines?: boolean | undefined
  },
): Promise<ShownTwilioAccount> =>
  deps.db.transaction(async (tx) => {
    const { companyId, detectMachines = true } = input
    const before = await readRow(tx, companyId)
    const accountSid = input.accountSid.trim()
    if (!/^AC[0-9a-fA-F]{32}$/.test(accountSid))
      throw invalidInput('accountSid', 'accountSid is AC and 32 hex digits; the Twilio Console shows it.')
    const fromNumber = requireInternational('fromNumber', input.fromNumber).number
    const token = input.authToken?.trim()
    if (token === undefined && !before)
      throw invalidInput(
        'authToken',
        'authToken is missing; the Twilio Console shows it beside the account SID.',
      )
    if (token !== undefined && !/^[\x21-\x7e]{16,100}$/.test(token))
      throw invalidInput('authToken', 'authToken is 32 hex digits; the Twilio Console shows it.')
    const sealed =
      token === undefined ? (before?.authToken ?? '') : deps.secrets.encrypt(token, contextOf(companyId))
    await tx.query(
      `INSERT INTO twilio_accounts (company_id, account_sid, auth_token, from_number, detect_machines) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (company_id) DO UPDATE SET account_sid = excluded.account_sid, auth_token = excluded.auth_token,
         from_number = excluded.from_number, detect_machines = excluded.detect_machines`,
      [companyId, accountSid, sealed, fromNumber, detectMachines],
    )
    return { accountSid, fromNumber, detectMachines }
  })

/** From then on calls are made by tel: links. */
export const removeTwilioAccount = async (
  tx: Queryable,
  { companyId }: { companyId: string },
): Promise<void> => {
  await tx.query('DELETE FROM twilio_accounts WHERE company_id = $1', [companyId])
}
