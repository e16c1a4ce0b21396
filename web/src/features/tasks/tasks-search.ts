export const TABS = ['overdue', 'today', 'upcoming', 'done'] as const
export type Tab = (typeof TABS)[number]

export const TASK_KINDS = ['call', 'linkedin', 'manual_mail', 'todo'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** What the address of the tasks' page says. */
export type TasksSearch = {
  /** Absent: what is overdue if anything is, else today. */
  tab?: Tab
  kind?: TaskKind
  cadence?: string
  /** A member's id, or everybody's; absent: one's own. */
  whose?: string
  /** The task that is open; absent: the first, where there is room for it. */
  task?: string
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const readTasksSearch = (search: Record<string, unknown>): TasksSearch => {
  const tab = TABS.find((one) => one === search.tab)
  const kind = TASK_KINDS.find((one) => one === search.kind)
  const cadence = textOf(search.cadence)
  const whose = textOf(search.whose)
  const task = textOf(search.task)
  return {
    ...(tab && { tab }),
    ...(kind && { kind }),
    ...(cadence && { cadence }),
    ...(whose && { whose }),
    ...(task && { task }),
  }
}

/** What of it changes; undefined leaves it out. */
export type SearchChange = { [Name in keyof TasksSearch]?: TasksSearch[Name] | undefined }
