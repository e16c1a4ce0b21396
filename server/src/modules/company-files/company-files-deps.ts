import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'

/** Somebody who is or was a member. */
export type Person = { id: string; email: string; name: string }

/** What others do when a company comes, in the transaction that brings it; handed in by app.ts. */
export type CompanyFilesPorts = {
  /** Throws `conflict` where the company is here already, or another of its name. */
  requireNewCompany(tx: Queryable, input: { companyId: string; name: string }): Promise<void>
  /** Lets people be known here, by their login mail. Answers their ids here, by the ids they came with. */
  welcomePeople(tx: Queryable, people: readonly Person[]): Promise<Map<string, string>>
  /** Gives the company's webhooks secrets of their own. */
  renewWebhookSecrets(tx: Queryable, input: { companyId: string }): Promise<void>
  /** Nothing of it is sent until an admin confirms. */
  holdSending(tx: Queryable, input: { companyId: string; exportedAt: Date }): Promise<void>
}

export type CompanyFilesDeps = {
  db: Database
  clock: Clock
  programVersion: () => Promise<string>
  ports: CompanyFilesPorts
}
