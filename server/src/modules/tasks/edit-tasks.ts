import type { TaskKind } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { conflict, invalidInput, notFound } from '#platform/errors/index.ts'
import type { Task, TaskDeps } from './task.ts'
import { insertTask, memberExists, prospectExists, taskById, updateOpenTask } from './task-queries.ts'

const LONGEST_TITLE = 300
const LONGEST_NOTE = 20_000

/** Makes a task by hand, for oneself unless an assignee is given; due now unless told otherwise. Throws `invalid_input`, `not_found`. */
export const createTask = (
  deps: TaskDeps,
  input: {
    companyId: string
    userId: string
    prospectId: string
    kind?: TaskKind | undefined
    title: string
    note?: string | undefined
    dueAt?: Date | undefined
    assigneeId?: string | undefined
  },
): Promise<Task> =>
  deps.db.transaction(async (tx) => {
    const { companyId, prospectId } = input
    const now = deps.clock.now()
    const task: Task = {
      id: deps.newId(),
      kind: input.kind ?? 'todo',
      state: 'open',
      prospectId,
      assigneeId: input.assigneeId ?? input.userId,
      enrolmentId: null,
      sequenceId: null,
      stepId: null,
      visit: null,
      ...cleanTexts(input.title, input.note ?? ''),
      outcome: null,
      dueAt: input.dueAt ?? now,
      snoozedUntil: null,
      createdAt: now,
      closedAt: null,
    }
    if (!(await prospectExists(tx, { companyId, prospectId })))
      throw notFound(`There is no prospect with the id "${prospectId}".`, 'prospectId')
    await requireMember(tx, { companyId, userId: task.assigneeId })
    await insertTask(tx, { ...task, companyId })
    await deps.onTasksCreated(tx, companyId, [{ ...task, userId: input.userId }])
    return task
  })

/** Changes what is given of an open task. Throws `not_found`, `invalid_input`, `conflict` when it is closed. */
export const updateTask = (
  deps: TaskDeps,
  input: {
    companyId: string
    taskId: string
    title?: string | undefined
    note?: string | undefined
    dueAt?: Date | undefined
    assigneeId?: string | undefined
  },
): Promise<Task> =>
  deps.db.transaction(async (tx) => {
    const { companyId, taskId } = input
    const before = await taskById(tx, input)
    if (input.assigneeId !== undefined) await requireMember(tx, { companyId, userId: input.assigneeId })
    const updated = await updateOpenTask(tx, {
      companyId,
      taskId,
      ...cleanTexts(input.title ?? before.title, input.note ?? before.note),
      dueAt: input.dueAt ?? before.dueAt,
      // A new due time says when it is to be seen again.
      snoozedUntil: input.dueAt ? null : before.snoozedUntil,
      assigneeId: input.assigneeId ?? before.assigneeId,
    })
    if (!updated) throw conflict(`This task is ${before.state} and cannot be changed any more.`, 'id')
    return taskById(tx, input)
  })

/** Throws `not_found` on `assigneeId`. */
export const requireMember = async (
  tx: Queryable,
  input: { companyId: string; userId: string },
): Promise<void> => {
  if (!(await memberExists(tx, input)))
    throw notFound(`There is no user with the id "${input.userId}" in this company.`, 'assigneeId')
}

const cleanTexts = (title: string, note: string): { title: string; note: string } => {
  const cleanTitle = title.trim()
  if (cleanTitle === '') throw invalidInput('title', 'title: say what is to be done.')
  if (cleanTitle.length > LONGEST_TITLE || /\p{Cc}/u.test(cleanTitle))
    throw invalidInput(
      'title',
      `title: one line of at most ${LONGEST_TITLE} characters; the rest belongs in the note.`,
    )
  const cleanNote = note.replaceAll('\0', '').trim()
  if (cleanNote.length > LONGEST_NOTE) throw invalidInput('note', `note: at most ${LONGEST_NOTE} characters.`)
  return { title: cleanTitle, note: cleanNote }
}
