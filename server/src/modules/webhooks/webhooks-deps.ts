import type { LookupFunction } from 'node:net'
import type { NewNotice } from '#modules/accounts/index.ts'
import type { NewEvent } from '#modules/events/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'

/** What the webhooks module is built from. */
export type WebhookDeps = {
  db: Database
  clock: Clock
  newId: NewId
  random: () => number
  log: Log
  secrets: Secrets
  /** How names of receivers are looked up. */
  lookup: LookupFunction
  /** Whether receivers on this machine and its network are allowed. */
  allowPrivate: boolean
  /** Milliseconds that a receiver has to answer. */
  timeout: number
  ports: {
    notify(tx: Queryable, notice: NewNotice): Promise<unknown>
    appendEvents(tx: Queryable, companyId: string, events: readonly NewEvent[]): Promise<void>
    /** Wakes whoever delivers, when the transaction commits. */
    ringCourier(tx: Queryable): Promise<void>
  }
}
