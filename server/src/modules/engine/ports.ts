import type { NewEvent } from '#modules/events/index.ts'
import type { Definition, MailOption, SequenceSettings, TaskKind } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'

/** A sequence as the engine needs it. */
export type PublishedSequence = {
  id: string
  kind: 'cadence' | 'journey'
  name: string
  ownerId: string
  state: 'draft' | 'live' | 'paused' | 'archived'
  version: number
  definition: Definition
}

export type StepMail = {
  enrolmentId: string
  prospectId: string
  mailboxId: string
  sequenceId: string
  stepId: string
  visit: number
  option: MailOption
  /** The thread it continues, or null to begin one. */
  threadId: string | null
  /** The end of the delivery window that it is recorded in. */
  sendBefore: Date
  settings: Pick<SequenceSettings, 'track' | 'unsubscribe'>
}

export type StepMailResult =
  | { enrolmentId: string; outcome: 'recorded'; messageId: string; threadId: string }
  | { enrolmentId: string; outcome: 'missing_variable'; variables: string[] }
  | { enrolmentId: string; outcome: 'template_error'; message: string }

export type StepTask = {
  enrolmentId: string
  prospectId: string
  sequenceId: string
  stepId: string
  visit: number
  kind: TaskKind
  title: string
  note: string
  assigneeId: string
  dueAt: Date
}

type OfProspect = { companyId: string; userId: string; prospectId: string }

/** What carries out the actions of journeys. An AppError says why one cannot be done. */
export type JourneyActions = {
  /** By the names of the public API: `Tags` adds, `List` moves. */
  changeProspect(tx: Queryable, input: OfProspect & { changes: Record<string, unknown> }): Promise<void>
  /** A field of the public API, or a custom one; an empty value clears it. */
  setField(tx: Queryable, input: OfProspect & { field: string; value: string }): Promise<void>
  removeTags(tx: Queryable, input: OfProspect & { tags: readonly string[] }): Promise<void>
  callWebhook(
    tx: Queryable,
    input: OfProspect & { url: string; sequenceId: string; stepId: string | null; enrolmentId: string },
  ): Promise<void>
  notify(
    tx: Queryable,
    notice: { companyId: string; userId: string; kind: string; text: string; data: Record<string, unknown> },
  ): Promise<void>
  /** Fills the variables of texts with a prospect's fields; a missing one leaves nothing. */
  fillIn(
    tx: Queryable,
    input: { companyId: string; texts: readonly { prospectId: string; text: string }[] },
  ): Promise<string[]>
}

/** What carries out the engine's effects; handed in by app.ts, always inside the engine's transaction. */
export type EnginePorts = {
  definitionsOf(
    tx: Queryable,
    input: { companyId: string; sequenceIds: readonly string[] },
  ): Promise<Map<string, PublishedSequence>>
  recordStepMails(
    tx: Queryable,
    input: { companyId: string; mails: readonly StepMail[] },
  ): Promise<StepMailResult[]>
  /** Who lacks what for which option of mails; nothing is recorded. */
  missingFields(
    tx: Queryable,
    input: { companyId: string; prospectIds: readonly string[]; options: readonly MailOption[] },
  ): Promise<({ prospectId: string; optionId: string } & ({ variables: string[] } | { mistake: string }))[]>
  cancelQueuedMails(
    tx: Queryable,
    input: { companyId: string; enrolmentIds: readonly string[] },
  ): Promise<void>
  /** Also one-off mails. */
  cancelAllMails(tx: Queryable, input: { companyId: string; prospectIds: readonly string[] }): Promise<void>
  createTasks(tx: Queryable, input: { companyId: string; tasks: readonly StepTask[] }): Promise<void>
  cancelTasks(tx: Queryable, input: { companyId: string; enrolmentIds: readonly string[] }): Promise<void>
  appendEvents(tx: Queryable, companyId: string, events: readonly NewEvent[]): Promise<void>
  /** Raises the shown status of prospects; never lowers it. */
  markProspects(
    tx: Queryable,
    input: {
      companyId: string
      prospectIds: readonly string[]
      status: 'contacted' | 'replied' | 'bounced'
      at: Date
    },
  ): Promise<void>
  actions: JourneyActions
  companySettings(tx: Queryable, companyId: string): Promise<{ zone: string; mailsPerPersonAndDay: number }>
}
