import { DateTime } from 'luxon'
import type { ListedTask } from '#modules/tasks/index.ts'
import type { App } from '../../app.ts'
import type { DemoRep } from '../company/demo-company.ts'
import { seededRandom } from '../seeded-random.ts'
import type { Actor } from '../simulated-time.ts'

/** When the team works through its tasks, on weekdays. */
const WORK_TIMES = [
  { hour: 10, minute: 15 },
  { hour: 15, minute: 40 },
]
const MOST_AT_ONCE = 500

/** How calls end, and their shares. */
const OUTCOMES = [
  ['No answer', 0.5],
  ['Left a message', 0.25],
  ['Connected', 0.15],
  ['Not interested', 0.05],
] as const

/** The team at its desks: twice a day it does the calls and tasks that are due. */
export const repActor = (input: {
  app: App
  companyId: string
  reps: readonly DemoRep[]
  zone: string
  seed: string
}): Actor => {
  const { app, companyId, reps, zone, seed } = input
  let next = nextWorkTime(app.clock.now(), zone)

  const close = async (rep: DemoRep, task: ListedTask): Promise<void> => {
    const random = seededRandom(`${seed} task ${task.prospect.email} ${task.title}`)
    const about = { companyId, taskId: task.id, userId: rep.userId }
    const outcome = task.kind === 'call' ? drawOutcome(random()) : null
    if (task.kind === 'call' && outcome === null) await app.tasks.taskSkipped(about)
    else await app.tasks.taskDone({ ...about, outcome })
  }

  return {
    nextAt: () => next,
    act: async () => {
      const now = app.clock.now()
      if (now < next) return 0
      next = nextWorkTime(now, zone)
      let done = 0
      for (const rep of reps) {
        const tasks = await app.tasks.listTasks({
          companyId,
          assigneeId: rep.userId,
          zone,
          limit: MOST_AT_ONCE,
        })
        for (const task of tasks.filter(({ dueAt }) => dueAt <= now)) {
          await close(rep, task)
          done += 1
        }
      }
      return done
    },
  }
}

/** Null: nobody got round to it. */
const drawOutcome = (draw: number): string | null => {
  let left = draw
  for (const [outcome, share] of OUTCOMES) {
    left -= share
    if (left < 0) return outcome
  }
  return null
}

const nextWorkTime = (now: Date, zone: string): Date => {
  const local = DateTime.fromJSDate(now, { zone })
  for (let day = local.startOf('day'); ; day = day.plus({ days: 1 }))
    for (const time of WORK_TIMES) {
      const at = day.set(time)
      if (day.weekday <= 5 && at > local) return at.toJSDate()
    }
}
