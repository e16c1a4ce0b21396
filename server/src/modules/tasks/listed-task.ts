// Reads prospects, sequences and memberships beside the module's own tasks.
import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { Task } from './task.ts'
import { COLUMNS_OF_T, type TaskRow, taskOf } from './task-queries.ts'

/** A task with what a list shows of its prospect and cadence. */
export type ListedTask = Task & {
  prospect: {
    id: string
    email: string
    fullName: string | null
    company: string | null
    phone: string | null
    linkedinUrl: string | null
  }
  sequenceName: string | null
  assigneeEmail: string
}

export type ListedTaskRow = TaskRow & {
  email: string
  full_name: string | null
  company: string | null
  phone: string | null
  linkedin_url: string | null
  sequence_name: string | null
  assignee_email: string
}

/** SQL: the tasks of a page, called `t`, as ListedTaskRow. Served by primary keys. */
export const withWhatListsShow = (page: string): string =>
  `SELECT ${COLUMNS_OF_T}, p.email, p.full_name, p.company, p.phone, p.linkedin_url,
     s.name AS sequence_name, m.email AS assignee_email
   FROM ${page} t
   JOIN prospects p ON p.company_id = t.company_id AND p.id = t.prospect_id
   JOIN memberships m ON m.company_id = t.company_id AND m.user_id = t.assignee_id
   LEFT JOIN sequences s ON s.company_id = t.company_id AND s.id = t.sequence_id`

export const listedTaskOf = (row: ListedTaskRow): ListedTask => ({
  ...taskOf(row),
  prospect: {
    id: row.prospect_id,
    email: row.email,
    fullName: row.full_name,
    company: row.company,
    phone: row.phone,
    linkedinUrl: row.linkedin_url,
  },
  sequenceName: row.sequence_name,
  assigneeEmail: row.assignee_email,
})

/** One task as a list shows it. Throws `not_found`. */
export const listedTaskById = async (
  tx: Queryable,
  { companyId, taskId }: { companyId: string; taskId: string },
): Promise<ListedTask> => {
  const { rows } = await tx.query<ListedTaskRow>(
    `WITH page AS (SELECT * FROM tasks WHERE company_id = $1 AND id = $2) ${withWhatListsShow('page')}`,
    [companyId, taskId],
  )
  if (!rows[0]) throw notFound(`There is no task with the id "${taskId}".`, 'id')
  return listedTaskOf(rows[0])
}
