import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database, Queryable } from '#platform/db/index.ts'
import { conflict, messageOf, notFound } from '#platform/errors/index.ts'
import type { Log } from '#platform/log/index.ts'

export { addDemoRoutes } from './routes.ts'

/** What others do for it; handed in by app.ts. */
export type DemoCompanyPorts = {
  /** Writes the file of a company that has worked for a month. */
  writeHistory(
    path: string,
    options: { onPercent(percent: number): void; signal: AbortSignal },
  ): Promise<void>
  importCompany(input: { path: string }): Promise<{ companyId: string }>
  demoCompany(tx: Queryable): Promise<string | null>
  enterDemo(tx: Queryable, input: { userId: string; demoId: string }): Promise<void>
  removeCompany(tx: Queryable, input: { companyId: string }): Promise<void>
  membersOf(input: { companyId: string }): Promise<{ userId: string }[]>
  forgetStrangers(tx: Queryable, userIds: readonly string[]): Promise<void>
}

/** How far the demo is: it is made once, by one process, and its standing is told by that process alone until it is here. */
export type DemoStanding =
  | { state: 'none' | 'ready'; companyId: string | null; percent: number; trouble: null }
  | { state: 'preparing'; companyId: null; percent: number; trouble: null }
  | { state: 'failed'; companyId: null; percent: number; trouble: string }

/** An invented company to look around in: a finished month, in mailboxes that cannot send. One for the whole installation. */
export const createDemoCompany = ({
  db,
  log,
  ports,
}: {
  db: Database
  log: Log
  ports: DemoCompanyPorts
}) => {
  let making: { percent: number } | null = null
  let trouble: string | null = null
  const ending = new AbortController()

  const standing = async (): Promise<DemoStanding> => {
    if (making !== null)
      return { state: 'preparing', companyId: null, percent: making.percent, trouble: null }
    const companyId = await ports.demoCompany(db)
    if (companyId !== null) return { state: 'ready', companyId, percent: 100, trouble: null }
    return trouble === null
      ? { state: 'none', companyId: null, percent: 0, trouble: null }
      : { state: 'failed', companyId: null, percent: 0, trouble }
  }

  const make = async (userId: string, progress: { percent: number }): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'cadenza-demo-'))
    try {
      const path = join(folder, 'demo.zip')
      await ports.writeHistory(path, {
        onPercent: (percent) => {
          progress.percent = percent
        },
        signal: ending.signal,
      })
      const { companyId } = await ports.importCompany({ path })
      await ports.enterDemo(db, { userId, demoId: companyId })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  return {
    standing,
    /** Begins to make it, or lets the user in where it is here already. */
    prepare: async ({ userId }: { userId: string }): Promise<DemoStanding> => {
      const now = await standing()
      if (now.state === 'preparing') return now
      if (now.state === 'ready' && now.companyId !== null) {
        await ports.enterDemo(db, { userId, demoId: now.companyId })
        return now
      }
      const progress = { percent: 0 }
      making = progress
      trouble = null
      make(userId, progress)
        .catch((error: unknown) => {
          trouble = messageOf(error)
          if (!ending.signal.aborted) log.error({ err: error }, `The demo was not made: ${trouble}`)
        })
        .finally(() => {
          making = null
        })
      return standing()
    },
    /**
     * Removes it with everything in it, and the people who belong nowhere else. Throws `not_found`, or `conflict` while it is made or from
     * within it.
     */
    remove: async ({ from }: { from: string }): Promise<void> => {
      if (making !== null) throw conflict('The demo is being made. Wait until it is here.')
      await db.transaction(async (tx) => {
        const companyId = await ports.demoCompany(tx)
        if (companyId === null) throw notFound('There is no demo company.')
        if (companyId === from) throw conflict('You are in the demo. Go back to your own company first.')
        const members = await ports.membersOf({ companyId })
        await ports.removeCompany(tx, { companyId })
        await ports.forgetStrangers(
          tx,
          members.map(({ userId }) => userId),
        )
      })
    },
    /** Ends the process that makes it. */
    close: (): void => ending.abort(),
  }
}

export type DemoCompany = ReturnType<typeof createDemoCompany>
