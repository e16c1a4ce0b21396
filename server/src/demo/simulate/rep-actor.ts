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

/** How calls end, with their shares and the seconds that most of them take. */
const CALLS = [
  { outcome: 'No answer', share: 0.5, disposition: 'not_answered', seconds: 0 },
  { outcome: 'Left a message', share: 0.25, disposition: 'voice_mail', seconds: 35 },
  { outcome: 'Connected', share: 0.15, disposition: 'answered', seconds: 260 },
  { outcome: 'Not interested', share: 0.05, disposition: 'answered', seconds: 70 },
] as const

/** The team at its desks: until an instant, twice a day, it does the calls and tasks that are due. */
export const repActor = (input: {
  app: App
  companyId: string
  reps: readonly DemoRep[]
  zone: string
  seed: string
  until: Date
}): Actor => {
  const { app, companyId, reps, zone, seed } = input
  const timeAfter = (now: Date): Date | null => {
    const at = nextWorkTime(now, zone)
    return at < input.until ? at : null
  }
  let next = timeAfter(app.clock.now())

  const close = async (rep: DemoRep, task: ListedTask): Promise<void> => {
    const random = seededRandom(`${seed} task ${task.prospect.email} ${task.title}`)
    const about = { companyId, taskId: task.id, userId: rep.userId }
    if (task.kind !== 'call') {
      await app.tasks.taskDone({ ...about, outcome: null })
      return
    }
    const call = drawCall(random())
    if (call === null) await app.tasks.taskSkipped(about)
    else {
      const { outcome, disposition } = call
      const durationSeconds = Math.round(call.seconds * (0.5 + random()))
      await app.tasks.taskDone({ ...about, outcome, call: { disposition, durationSeconds } })
    }
  }

  return {
    nextAt: () => next,
    act: async () => {
      const now = app.clock.now()
      if (next === null || now < next) return 0
      next = timeAfter(now)
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
const drawCall = (draw: number): (typeof CALLS)[number] | null => {
  let left = draw
  for (const call of CALLS) {
    left -= call.share
    if (left < 0) return call
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
