import type { Prospect } from '#modules/prospects/index.ts'
import { notFound } from '#platform/errors/index.ts'
import { type ExchangedMail, lastMails, placeOfTask, type TaskPlace } from './context-queries.ts'
import { type ListedTask, listedTaskById } from './listed-task.ts'
import type { TaskDeps } from './task.ts'

/** A task with what is to be known while doing it. */
export type TaskContext = {
  task: ListedTask
  prospect: Prospect
  /** Where he lives in time; null: nobody knows. */
  zone: { zone: string; guessedFrom: string | null } | null
  place: TaskPlace | null
  mails: ExchangedMail[]
}

const MAILS = 6

/** Throws `not_found`. */
export const taskInContext = async (
  { db, prospectById, zoneOf }: TaskDeps,
  { companyId, taskId }: { companyId: string; taskId: string },
): Promise<TaskContext> => {
  const task = await listedTaskById(db, { companyId, taskId })
  const { prospectId, enrolmentId, stepId } = task
  const [prospect, place, mails] = await Promise.all([
    prospectById({ companyId, id: prospectId }),
    placeOfTask(db, { companyId, enrolmentId, stepId }),
    lastMails(db, { companyId, prospectId, limit: MAILS }),
  ])
  // A prospect takes his tasks with him when he is deleted.
  if (!prospect) throw notFound(`There is no task with the id "${taskId}".`, 'id')
  return { task, prospect, zone: zoneOf(prospect), place, mails }
}
