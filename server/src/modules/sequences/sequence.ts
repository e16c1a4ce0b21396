import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { CadenceDefinition } from './definition.ts'
import type { Definition, JourneyDefinition } from './definition-journey.ts'

export type SequenceKind = 'cadence' | 'journey'
/** `draft` was never published; `archived` is kept for its reports and can be restored. */
export type SequenceState = 'draft' | 'live' | 'paused' | 'archived'

type SequenceHead = {
  id: string
  name: string
  ownerId: string
  /** Seen and used by everybody; else by its owner, managers and admins. */
  shared: boolean
  state: SequenceState
  pauseReason: string | null
  /** Of `published`, counts up; 0 before the first publishing. */
  version: number
  publishedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

type Documents<Kind extends SequenceKind, Document> = {
  kind: Kind
  /** Unpublished edits, null when there are none. */
  draft: Document | null
  published: Document | null
}

export type Cadence = SequenceHead & Documents<'cadence', CadenceDefinition>
export type Journey = SequenceHead & Documents<'journey', JourneyDefinition>
/** A cadence or journey with its documents. */
export type Sequence = Cadence | Journey

/** A published sequence as the engine reads it: its saved holiday calendar is merged into the definition. */
export type PublishedSequence = Pick<Sequence, 'id' | 'kind' | 'name' | 'ownerId' | 'state' | 'version'> & {
  definition: Definition
}

/** Tells a user something; rows of `notices` in the caller's transaction. A null user stands for every admin. */
export type Notify = (
  tx: Queryable,
  notice: {
    companyId: string
    userId: string | null
    kind: string
    text: string
    data: Record<string, unknown>
  },
) => Promise<unknown>

/** What sequences ask of mailboxes, which they name by id in definitions and by address in files. */
export type MailboxDirectory = {
  /** The ids of mailboxes that were not removed, or of one user's, by normalised address; unknown addresses are missing. */
  mailboxIdsByAddress(
    tx: Queryable,
    input: { companyId: string; addresses: readonly string[]; userId?: string | undefined },
  ): Promise<Map<string, string>>
  /** Addresses by id, of mailboxes that were not removed. */
  mailboxAddresses(
    tx: Queryable,
    input: { companyId: string; mailboxIds: readonly string[] },
  ): Promise<Map<string, string>>
}

/** What every use case of sequences is built from. */
export type SequenceDeps = {
  db: Database
  clock: Clock
  newId: NewId
  mailboxes: MailboxDirectory
  notify: Notify
  /** Throws an AppError where an address may not be called by a journey; without it all that look like one may. */
  checkReceiver?: ((input: { url: string; field: string }) => Promise<void>) | undefined
  /** A definition or its holidays changed: steps and due times of enrolments are looked at again. Within the publishing transaction. */
  onPublished(tx: Queryable, input: { companyId: string; sequenceId: string }): Promise<void>
  /** Paused, resumed, archived, restored. */
  onStateChanged(
    tx: Queryable,
    input: { companyId: string; sequenceId: string; state: SequenceState },
  ): Promise<void>
}
