import type { CompanySettings } from '#modules/accounts/index.ts'
import type { NewEvent } from '#modules/events/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'

/** What a visit to a link does elsewhere; handed in by app.ts, always inside tracking's transaction. */
export type TrackingPorts = {
  companySettings(input: { companyId: string }): Promise<Pick<CompanySettings, 'name' | 'unsubscribePage'>>
  appendEvents(tx: Queryable, companyId: string, events: readonly NewEvent[]): Promise<void>
  /** A person opened this mail of ours, or clicked in it. */
  messageEngaged(
    tx: Queryable,
    input: { companyId: string; messageId: string; what: 'opened' | 'clicked'; at: Date },
  ): Promise<void>
  /** Somebody or something has these mails, so they were sent: said of every visit, a machine's too. */
  provenSent(tx: Queryable, input: { companyId: string; messageIds: readonly string[] }): Promise<void>
  suppress(
    tx: Queryable,
    input: {
      companyId: string
      prospectId: string
      reason: 'unsubscribed'
      source: 'link' | 'one-click'
      detail: string | null
    },
  ): Promise<void>
}

export type TrackingDeps = {
  db: Database
  clock: Clock
  secrets: Secrets
  /** Without a slash at its end. Undefined: nothing is tracked, and people unsubscribe by mail only. */
  publicUrl: string | undefined
  /** Told of a visit that could not be recorded: the visitor gets his image or page all the same. */
  log: Log
  ports: TrackingPorts
}
