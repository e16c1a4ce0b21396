import type { Role } from '../caller.ts'

/** How long a link works. */
export const INVITATION_DAYS = 7

export type Invitation = {
  id: string
  email: string
  role: Role
  invitedBy: string
  createdAt: Date
  expiresAt: Date
  /** When a mail with the link was last queued. */
  mailedAt: Date | null
}
