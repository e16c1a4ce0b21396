import type { EngineDeps } from './engine-deps.ts'
import { pausesEndedBy } from './enrolment-queries.ts'
import { resumeEnrolments } from './resume-enrolments.ts'

/** Most enrolments resumed in one transaction. */
const BATCH = 500

/** Lets enrolments go on whose pause has come to its end (a holiday that an auto-reply named, a pause until a date). Answers how many. */
export const resumePaused = async (deps: EngineDeps): Promise<number> => {
  const ended = await pausesEndedBy(deps.db, deps.clock.now(), BATCH)
  for (const [companyId, rows] of Map.groupBy(ended, (row) => row.companyId))
    await deps.db.transaction((tx) =>
      resumeEnrolments(deps, tx, { companyId, ids: rows.map(({ id }) => id) }),
    )
  return ended.length
}
