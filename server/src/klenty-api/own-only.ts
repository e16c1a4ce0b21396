import { type Caller, isHeldToOwn, requireRole } from '#modules/accounts/index.ts'

type Who = Pick<Caller, 'role' | 'userId' | 'isCompanyKey'>

/**
 * Whether the caller gets only what is his own. This API speaks of the company's prospects, and a company's key gets them whomever it names;
 * a rep's own key gets what that rep sees.
 */
export const isHeldHere = (caller: Who): boolean => isHeldToOwn(caller) && !caller.isCompanyKey

/** The id of a caller who gets only what is his own; undefined for the others. */
export const ownOnlyHere = (caller: Who): string | undefined =>
  isHeldHere(caller) ? caller.userId : undefined

/** Throws `forbidden` for a rep's own key: what concerns the whole company is not a rep's. */
export const requireTeam = (caller: Who): void => {
  if (isHeldHere(caller)) requireRole(caller, ['admin', 'manager'])
}
