import { type AppError, invalidInput } from '#platform/errors/index.ts'

/** One mistake in a definition: where (`steps[2].mail[0].body`) and what, with what is right. */
export type Issue = { path: string; message: string }

const MOST_SHOWN = 20

/** One error for all mistakes, each on a line of its own with its path; `field` is the first path. */
export const issuesError = (issues: readonly Issue[], place: (issue: Issue) => string = pathOf): AppError => {
  const lines = issues.slice(0, MOST_SHOWN).map((issue) => `${place(issue)}: ${issue.message}`)
  if (issues.length > MOST_SHOWN) lines.push(`… and ${issues.length - MOST_SHOWN} more.`)
  return invalidInput(issues[0]?.path ?? '', lines.join('\n'))
}

const pathOf = ({ path }: Issue): string => path

/** Throws all mistakes as one `invalid_input` error; does nothing when there are none. */
export const refuseIssues = (issues: readonly Issue[]): void => {
  if (issues.length > 0) throw issuesError(issues)
}
