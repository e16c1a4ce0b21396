import type { TaskOutcome } from '#modules/accounts/index.ts'
import type { Prospect } from '#modules/prospects/index.ts'
import type { TaskKind } from '#modules/sequences/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'

/** `cancelled`: its prospect was stopped before somebody did it. */
export type TaskState = 'open' | 'done' | 'skipped' | 'cancelled'

/** One call, LinkedIn touch, manual mail or to-do, of a cadence's step or made by hand. */
export type Task = {
  id: string
  kind: TaskKind
  state: TaskState
  prospectId: string
  assigneeId: string
  /** Null: made by hand. So are sequence, step and visit. */
  enrolmentId: string | null
  sequenceId: string | null
  stepId: string | null
  visit: number | null
  title: string
  note: string
  outcome: string | null
  dueAt: Date
  /** Put off: hidden until then, when it is due. Null: it was not. */
  snoozedUntil: Date | null
  createdAt: Date
  closedAt: Date | null
}

/** A task that a cadence's step asks for. */
export type StepTask = {
  enrolmentId: string
  prospectId: string
  sequenceId: string
  stepId: string
  visit: number
  kind: TaskKind
  /** Title and note may hold Liquid. */
  title: string
  note: string
  assigneeId: string
  dueAt: Date
}

/** What became of a task; `enrolmentId` is null for one made by hand. */
export type ClosedTask = {
  taskId: string
  enrolmentId: string | null
  prospectId: string
  sequenceId: string | null
  stepId: string | null
  visit: number | null
  kind: TaskKind
  title: string
  state: 'done' | 'skipped'
  outcome: string | null
  /** Whether the company has this outcome end the cadence or journey. */
  stops: boolean
  /** Who closed it. */
  userId: string
  at: Date
}

/** What a person tells of the call that a task was about; `callId` names one that was dialled for it. */
export type CallOfTask = {
  callId?: string | undefined
  disposition: 'answered' | 'not_answered' | 'voice_mail'
  durationSeconds?: number | undefined
  notes?: string | undefined
  fromNumber?: string | undefined
  toNumber?: string | undefined
  startedAt?: Date | undefined
}

/** A task that was made; `userId` is null for one of a step, which nobody made. */
export type CreatedTask = Pick<
  Task,
  'id' | 'kind' | 'title' | 'prospectId' | 'enrolmentId' | 'sequenceId' | 'stepId' | 'createdAt'
> & { userId: string | null }

/** What every use case of tasks is built from. */
export type TaskDeps = {
  db: Database
  clock: Clock
  newId: NewId
  /**
   * Locks enrolments before their tasks are changed: whoever stops an enrolment locks it first and its tasks after, and two orders would
   * deadlock.
   */
  lockEnrolments(tx: Queryable, input: { companyId: string; enrolmentIds: readonly string[] }): Promise<void>
  /** Their enrolments go on, or end by the outcome; in the transaction that closes the tasks. */
  onTasksClosed(tx: Queryable, companyId: string, tasks: readonly ClosedTask[]): Promise<void>
  /** What the company has outcomes do. */
  outcomesOf(tx: Queryable, companyId: string): Promise<readonly TaskOutcome[]>
  /** Sets the field Outcome of prospects. */
  setOutcomes(
    tx: Queryable,
    input: {
      companyId: string
      userId: string
      outcomes: readonly { prospectId: string; outcome: string }[]
    },
  ): Promise<void>
  /** Writes down the call that a task was about. */
  callMade(
    tx: Queryable,
    input: CallOfTask & { companyId: string; userId: string; prospectId: string; taskId: string },
  ): Promise<void>
  /** Tasks were made, by hand or by steps; in the transaction that makes them. */
  onTasksCreated(tx: Queryable, companyId: string, tasks: readonly CreatedTask[]): Promise<void>
  /** Fills the variables of titles and notes with a prospect's fields, one answer for each text; a missing field leaves nothing. */
  fillIn(
    tx: Queryable,
    input: { companyId: string; texts: readonly { prospectId: string; text: string }[] },
  ): Promise<string[]>
  /** A prospect; undefined where there is none. */
  prospectById(input: { companyId: string; id: string }): Promise<Prospect | undefined>
  /** The time zone that a prospect gives, or that his country and city let guess (`guessedFrom` says what); null: nobody knows. */
  zoneOf(place: PlaceOfProspect): { zone: string; guessedFrom: string | null } | null
}

type PlaceOfProspect = Pick<Prospect, 'timeZone' | 'country' | 'city'>
