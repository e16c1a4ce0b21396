import type { Accounts } from '#modules/accounts/index.ts'
import type { Calls } from '#modules/calls/index.ts'
import type { EnrolmentStatus } from '#modules/engine/index.ts'
import type { Idempotency } from '#modules/idempotency/index.ts'
import type { Prospects } from '#modules/prospects/index.ts'
import type { Reports } from '#modules/reports/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import type { Webhooks } from '#modules/webhooks/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { CallLimits } from '#platform/rate-limits/index.ts'

type Scope = {
  companyId: string
  userId?: string
  prospectIds: readonly string[]
  /** Only this sequence; else all of the kind. */
  sequenceId?: string
  kind?: 'cadence' | 'journey'
}

/** What became of one prospect's start; `reason` is a sentence for people. */
export type StartOutcome =
  | { prospectId: string; outcome: 'started' }
  | {
      prospectId: string
      outcome: 'already_running' | 'already_had' | 'not_allowed' | 'unknown'
      reason: string
    }

/** What the API asks of the engine. */
export type EnginePort = {
  start(input: {
    companyId: string
    userId: string
    sequenceId: string
    prospectIds: readonly string[]
  }): Promise<StartOutcome[]>
  /** Answers how many enrolments changed, as the others do. */
  stop(scope: Scope): Promise<number>
  stopMails(scope: Pick<Scope, 'companyId' | 'userId' | 'prospectIds'>): Promise<number>
  resume(scope: Scope): Promise<number>
  /** How the newest active cadence stands; null when none is active. */
  cadenceStatusOf(input: { companyId: string; prospectId: string }): Promise<EnrolmentStatus | null>
}

/** What the Klenty API is a face of. */
export type KlentyDeps = {
  clock: Clock
  /** Without it requests are not counted. */
  limits?: Pick<CallLimits, 'around'> | undefined
  idempotency: Pick<Idempotency, 'answerOnce'>
  accounts: Pick<Accounts, 'authenticate' | 'findMember' | 'getSettings'>
  prospects: Pick<
    Prospects,
    | 'findByEmail'
    | 'findById'
    | 'upsertProspect'
    | 'upsertProspects'
    | 'updateProspect'
    | 'removeTags'
    | 'listProspects'
    | 'streamProspects'
    | 'findList'
    | 'companyLists'
    | 'listsOfUser'
    | 'unsubscribeProspect'
    | 'changeToDoNotContact'
    | 'revertDoNotContact'
  >
  reports: Pick<Reports, 'cohort' | 'engagement' | 'steps'>
  sequences: Pick<Sequences, 'listSequences' | 'sequenceByName'>
  engine: EnginePort
  calls: Pick<Calls, 'completedCalls'>
  webhooks: Pick<Webhooks, 'addWebhook' | 'listWebhooks' | 'updateWebhook' | 'removeWebhook'>
}
