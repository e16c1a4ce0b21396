import { PRESETS, type Preset } from './report-range.ts'

/** What the address of a report says; one report hands it on to the next. */
export type ReportSearch = {
  /** Absent: the last 30 days, unless days are named. */
  range?: Preset
  from?: string
  to?: string
  /** A cadence or a journey. */
  sequence?: string
  /** A member. */
  owner?: string
  mailbox?: string
}

/** What of it changes; undefined leaves it out. */
export type ReportSearchChange = { [Name in keyof ReportSearch]?: ReportSearch[Name] | undefined }

const dayOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const readReportSearch = (search: Record<string, unknown>): ReportSearch => {
  const range = PRESETS.find((one) => one === search.range)
  const [from, to] = [dayOf(search.from), dayOf(search.to)]
  const [sequence, owner, mailbox] = [textOf(search.sequence), textOf(search.owner), textOf(search.mailbox)]
  return {
    ...(range && { range }),
    ...(from && { from }),
    ...(to && { to }),
    ...(sequence && { sequence }),
    ...(owner && { owner }),
    ...(mailbox && { mailbox }),
  }
}
