import type { EngineDeps } from './engine-deps.ts'
import { resumeEnrolments } from './resume-enrolments.ts'

/**
 * Lets enrolments of a company go on whose pause has come to its end (a holiday that an auto-reply named, a pause until a date); one that was
 * paused for longer meanwhile stays.
 */
export const resumePaused = (
  deps: EngineDeps,
  { companyId, ids, now }: { companyId: string; ids: readonly string[]; now: Date },
): Promise<unknown> =>
  deps.db.transaction((tx) => resumeEnrolments(deps, tx, { companyId, ids, pausedUntil: now }))
