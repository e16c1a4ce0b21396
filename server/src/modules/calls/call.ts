import type { NewEvent } from '#modules/events/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'

/** `manual`: logged by hand; `tel`: begun by a tel: link. */
export type CallProvider = 'manual' | 'tel' | 'twilio'

/** `open`: begun, and not known to have ended; `completed`: it rang at the prospect's; `failed`: it never did. */
export type CallState = 'open' | 'completed' | 'failed'

export type Disposition = 'answered' | 'not_answered' | 'voice_mail'

/** Who a provider heard answer. */
export type AnsweredBy = 'human' | 'machine' | 'fax'

/** One call of a user to a prospect. */
export type Call = {
  id: string
  provider: CallProvider
  /** The provider's id; null where there is none. */
  callSid: string | null
  state: CallState
  /** Of completed ones, and only of them. */
  disposition: Disposition | null
  answeredBy: AnsweredBy | null
  /** Its disposition is a person's: no provider's report changes it. */
  judgedByUser: boolean
  userId: string
  prospectId: string
  taskId: string | null
  fromNumber: string | null
  toNumber: string | null
  startedAt: Date
  endedAt: Date | null
  durationSeconds: number
  notes: string
  /** Why it failed, in a sentence. */
  failure: string | null
  createdAt: Date
}

/** What a person tells of a call. */
export type CallDetails = {
  disposition: Disposition
  /** Default: none. */
  durationSeconds?: number | undefined
  notes?: string | undefined
  /** Default: the user's own phone. */
  fromNumber?: string | undefined
  /** Default: the prospect's phone. */
  toNumber?: string | undefined
  /** Default: as long ago as it lasted. */
  startedAt?: Date | undefined
}

/** What every use case of calls is built from. */
export type CallDeps = {
  db: Database
  clock: Clock
  newId: NewId
  secrets: Secrets
  /** Where providers reach this server; undefined where nobody outside does. */
  publicUrl: string | undefined
  /** How providers are reached. */
  fetch: typeof globalThis.fetch
  appendEvents(tx: Queryable, companyId: string, events: readonly NewEvent[]): Promise<void>
  /** Somebody spoke with them, or to their voice mail. */
  markContacted(tx: Queryable, input: { companyId: string; prospectIds: string[]; at: Date }): Promise<void>
  /** Throws `not_found`. */
  taskOf(tx: Queryable, input: { companyId: string; taskId: string }): Promise<{ prospectId: string }>
}
