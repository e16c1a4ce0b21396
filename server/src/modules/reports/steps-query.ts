// The module's own tables are the report_… ones; this statement also reads sequence_steps, sequence_options and tasks.
import type { Queryable } from '#platform/db/index.ts'
import { addNumbers, eachNumber, type MailNumbers, noMails, numbersOf, SUMS } from './mail-numbers.ts'
import { type ReportInput, sqlRange, todayBegan } from './report-range.ts'

/** What became of the tasks of a step that were made on some days. What was skipped or cancelled counts only for `all`, or not at all. */
export type TaskNumbers = { all: number; completed: number; overdue: number; upcoming: number }

export type OptionReport = {
  id: string
  /** As the step lists them, from 1; null: it was removed. */
  number: number | null
  subject: string
  template: string
  mails: MailNumbers
}

export type StepReport = {
  id: string
  /** `mail`, `call`, `task`, `linkedin` or `manual_mail`. */
  kind: string
  /** As the cadence counts its steps; null: it was removed. */
  number: number | null
  title: string
  mails: MailNumbers
  tasks: TaskNumbers
  options: OptionReport[]
}

type Row = MailNumbers & {
  step_id: string
  kind: string
  number: number | null
  title: string
  tasks: number
  completed: number
  overdue: number
  upcoming: number
  option_id: string | null
  option_number: number | null
  subject: string | null
  template_name: string | null
}

/**
 * Steps that do something, in their order, with the options of each; those that were removed come last, and only if they have numbers on these
 * days. Served by the primary keys of the daily rows, of their deltas, of sequence_steps and sequence_options, and by tasks_sequence.
 * Measured (bench/reports.ts, a busy machine): 8 ms for 90 days of a cadence of 1,000,000 mails and for one of 10,000. Tasks are read one by one.
 */
export const stepsReport = async (
  db: Queryable,
  { companyId, sequenceId, days, zone, now }: ReportInput & { now: Date },
): Promise<StepReport[]> => {
  const { firstDay, lastDay, begin, end } = sqlRange(days, zone)
  const columns = eachNumber((column) => column)
  const { rows } = await db.query<Row>(
    `WITH mails AS (
       SELECT step_id, option_id, ${SUMS} FROM (
         SELECT step_id, option_id, ${columns} FROM report_mail_days
         WHERE company_id = $1 AND sequence_id = $2 AND day BETWEEN $3::date AND $4::date
         UNION ALL
         SELECT step_id, option_id, ${columns} FROM report_mail_deltas
         WHERE company_id = $1 AND sequence_id = $2 AND day BETWEEN $3::date AND $4::date) AS n
       GROUP BY step_id, option_id),
     todo AS (
       SELECT step_id, count(*) FILTER (WHERE state <> 'cancelled')::float8 AS tasks,
         count(*) FILTER (WHERE state = 'done')::float8 AS completed,
         count(*) FILTER (WHERE state = 'open' AND due_at < $7::timestamptz)::float8 AS overdue,
         count(*) FILTER (WHERE state = 'open' AND due_at >= $7::timestamptz)::float8 AS upcoming
       FROM tasks
       WHERE company_id = $1 AND sequence_id = $2 AND created_at >= $5::timestamptz AND created_at < $6::timestamptz
       GROUP BY step_id)
     SELECT s.step_id, s.kind, s.number, s.title, coalesce(t.tasks, 0) AS tasks, coalesce(t.completed, 0) AS completed,
       coalesce(t.overdue, 0) AS overdue, coalesce(t.upcoming, 0) AS upcoming,
       o.option_id, o.number AS option_number, o.subject, o.template_name, ${eachNumber((column) => `coalesce(m.${column}, 0) AS ${column}`)}
     FROM sequence_steps s
     LEFT JOIN sequence_options o ON o.company_id = s.company_id AND o.sequence_id = s.sequence_id AND o.step_id = s.step_id
     LEFT JOIN mails m ON m.step_id = s.step_id AND m.option_id = coalesce(o.option_id, '')
     LEFT JOIN todo t ON t.step_id = s.step_id
     WHERE s.company_id = $1 AND s.sequence_id = $2 AND s.kind IN ('mail', 'call', 'task', 'linkedin', 'manual_mail')
     ORDER BY s.number NULLS LAST, s.removed_at, s.step_id, o.number NULLS LAST, o.removed_at, o.option_id`,
    [companyId, sequenceId, firstDay, lastDay, begin, end, todayBegan(now, zone)],
  )
  return [...Map.groupBy(rows, ({ step_id }) => step_id).values()]
    .flatMap(stepOf)
    .filter(({ number, mails, tasks }) => number !== null || hasMails(mails) || tasks.all > 0)
}

const stepOf = (rows: readonly Row[]): StepReport[] => {
  const [first] = rows
  if (!first) return []
  const mails = noMails()
  for (const row of rows) addNumbers(mails, row)
  const { step_id: id, kind, number, title, tasks: all, completed, overdue, upcoming } = first
  const options = rows.flatMap(optionOf)
  return [{ id, kind, number, title, mails, tasks: { all, completed, overdue, upcoming }, options }]
}

const optionOf = (row: Row): OptionReport[] => {
  if (row.option_id === null) return []
  const mails = numbersOf(row)
  if (row.option_number === null && !hasMails(mails)) return []
  const { option_id: id, option_number: number, subject, template_name: template } = row
  return [{ id, number, subject: subject ?? '', template: template ?? '', mails }]
}

const hasMails = (mails: MailNumbers): boolean => Object.values(mails).some((number) => number > 0)
