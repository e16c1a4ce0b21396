import type { InlineJobs } from '#platform/jobs/index.ts'
import type { App } from '../../app.ts'
import type { Actor } from '../simulated-time.ts'
import type { World } from '../world/index.ts'

const HOUSEKEEPING_PAUSE = 6 * 3_600_000

/**
 * What the loops of a server do, each as a part that is told when to do it. Answers are read from the mailboxes that got any, so that a
 * month does not consist of looking into empty ones.
 */
export const appActors = (input: {
  app: App
  jobs: InlineJobs
  world: World
  companyId: string
  /** Mailbox ids by address. */
  mailboxes: ReadonlyMap<string, string>
}): Actor[] => {
  const { app, jobs, world } = input
  return [
    { act: world.people.act, nextAt: world.people.nextAt },
    reader(input),
    { act: jobs.drain, nextAt: () => null },
    dispatcher(app),
    { act: app.outbound.sendDue, nextAt: app.outbound.nextSendAt },
    housekeeping(app),
  ]
}

const dispatcher = (app: App): Actor => {
  let nextAt: Date | null = null
  return {
    act: async () => {
      const tick = await app.engine.tick()
      nextAt = tick.nextAt
      return tick.claimed
    },
    nextAt: () => nextAt,
  }
}

const reader = ({ app, world, companyId, mailboxes }: Parameters<typeof appActors>[0]): Actor => {
  const withNews = new Set<string>()
  world.servers.store.onChange((change) => {
    if (change.kind === 'arrived' && change.folder.specialUse !== '\\Sent') withNews.add(change.account.user)
  })
  return {
    act: async () => {
      const users = [...withNews].sort()
      withNews.clear()
      let read = 0
      for (const user of users) {
        const mailboxId = mailboxes.get(user)
        if (mailboxId !== undefined) read += await app.inbound.syncMailbox({ companyId, mailboxId })
      }
      return read
    },
    nextAt: () => null,
  }
}

const housekeeping = (app: App): Actor => {
  let next = app.clock.now()
  return {
    act: async () => {
      const now = app.clock.now()
      if (now < next) return 0
      next = new Date(now.getTime() + HOUSEKEEPING_PAUSE)
      const resumed = await app.mailboxes.resumeDueMailboxes()
      const settled = await app.outbound.settleUncertain()
      return resumed + settled + (await app.outbound.learnSentCopies())
    },
    nextAt: () => next,
  }
}
