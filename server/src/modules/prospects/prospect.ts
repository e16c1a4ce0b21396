import type { FieldProperty } from './fields.ts'
import type { ProspectStatus, SuppressionReason } from './status.ts'

/** A prospect as it is read. */
export type Prospect = { [Property in FieldProperty]: string | null } & {
  id: string
  /** As typed. */
  email: string
  /** As it is matched. */
  emailKey: string
  customFields: Record<string, string>
  listId: string
  /** The list's name. */
  list: string
  tags: string[]
  ownerId: string
  /** The owner's login mail. */
  ownerEmail: string
  status: ProspectStatus
  suppressedBy: SuppressionReason | null
  source: string
  createdAt: Date
  updatedAt: Date
  lastInteractionAt: Date
  lastContactedAt: Date | null
}
