import type { Role } from '#modules/accounts/index.ts'

/**
 * What a place of a request names, and what that must be for somebody who is held to what is his. `own …` is his alone; a sequence or a
 * template may also be shared with him.
 */
export type Thing =
  | 'prospect'
  /** His, or one for whom he has an open task. */
  | 'prospect to work on'
  | 'sequence'
  | 'own sequence'
  | 'template'
  | 'own template'
  | 'own view'
  | 'bulk action'
  | 'mailbox'
  | 'mail'
  /** In one of his mailboxes, with a prospect of his, or given to him. */
  | 'thread'
  | 'task'
  | 'call'
  | 'note'
  | 'import'
  | 'API key'
  /** A member: nobody but himself. */
  | 'himself'
  /** A member by whom a list is narrowed: himself, also when the request names nobody. */
  | 'only himself'
  /** The company's, or only narrows what is his already. */
  | 'anything'

/** Who may call a route, and with what. */
export type Access = {
  roles: readonly Role[]
  /** Who of these is held to what is his: reps unless said otherwise. */
  heldToOwn: readonly Role[]
  /** What a request names, by the place where it does: `params.id`, `query.ownerId`, `body.prospectIds`. */
  names: Readonly<Record<string, Thing>>
  /** Its answer is the company's: everybody who may call it sees the same. */
  isCommon: boolean
  /** Also for a session that has yet to set up the second factor that its company wants. */
  beforeSecondFactor: boolean
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}
