import type { ManualClock } from '#platform/clock/index.ts'
import { takeServerLock } from '#platform/data-folder/index.ts'
import { notAllowed } from '#platform/errors/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import type { Log } from '#platform/log/index.ts'
import { type App, createApp } from '../../app.ts'
import type { Config } from '../../config.ts'
import { type Instance, openInstance } from '../../open-instance.ts'
import { habitsOf, LIVE_LIMITS } from '../company/demo-company.ts'
import type { DayReport } from '../simulate/day-report.ts'
import { simulateHistory } from '../simulate/simulate-history.ts'
import { onlyThese, type World } from '../world/index.ts'
import { type DemoCredentials, keepCredentials, newPassword, readCredentials } from './demo-credentials.ts'

type Preparation = {
  config: Config & { publicUrl: string }
  log: Log
  seed: string
  prospects: number
  world: World
  /** Stands where the history begins. */
  clock: ManualClock
  until: Date
  onDay: (report: DayReport) => void
  signal: AbortSignal | undefined
}

/**
 * Makes the demo's installation ready for a server: on the first start fills it with a company and its history, later joins the company's
 * mailboxes to the simulated servers of this start. Throws `not_allowed` when the database holds a company that is no demo.
 */
export const prepareDemo = async (input: Preparation): Promise<DemoCredentials | undefined> => {
  const { config, log } = input
  const lock = config.databaseUrl === undefined ? await takeServerLock(config.dataDir) : undefined
  try {
    const instance = await openInstance({ config, log })
    try {
      return await prepare(input, instance)
    } finally {
      await instance.close()
    }
  } finally {
    await lock?.release()
  }
}

const prepare = async (input: Preparation, instance: Instance): Promise<DemoCredentials | undefined> => {
  const { config, log } = input
  const jobs = createInlineJobs(instance)
  const mayReach = onlyThese(input.world.servers)
  const app = await createApp({ ...instance, config, log, jobs, mayReach })
  const companies = await app.accounts.listCompanies()
  const real = companies.find(({ demo }) => !demo)
  if (real)
    throw notAllowed(
      `The demo does not run on this database: it holds the company “${real.name}”, which is no demo. ` +
        'Start without --demo, or leave DATABASE_URL and DATA_DIR to the demo.',
    )
  if (companies.length === 0) await fill(input, { instance, app })
  else for (const { companyId } of companies) await reconnect(app, { companyId, world: input.world })
  await jobs.drain()
  return readCredentials(config.dataDir)
}

const fill = async (
  input: Preparation,
  { instance, app }: { instance: Instance; app: App },
): Promise<void> => {
  const password = newPassword()
  const { companyId, reps } = await simulateHistory({
    ...input,
    ...instance,
    onFilled: async (company) => {
      const [admin] = company.reps
      if (!admin) throw new Error('the demo company has nobody')
      const { email, userId } = admin
      await app.accounts.setPassword({ userId, password })
      const { apiKey } = await app.accounts.createApiKey({
        companyId: company.companyId,
        userId,
        name: 'demo',
      })
      await keepCredentials(input.config.dataDir, { email, password, apiKey })
    },
  })
  for (const { mailboxId } of reps)
    await app.mailboxes.updateMailbox({ companyId, mailboxId, limits: LIVE_LIMITS })
}

/** The servers of this start are others than those of the last. */
const reconnect = async (
  app: App,
  { companyId, world: { servers } }: { companyId: string; world: World },
): Promise<void> => {
  const mailboxes = await app.mailboxes.listMailboxes({ companyId })
  for (const { id, address } of mailboxes.filter(({ state }) => state !== 'removed')) {
    servers.addAccount({ user: address, ...habitsOf(address) })
    await app.mailboxes.changeServers({
      companyId,
      mailboxId: id,
      smtp: servers.smtpUrl(address),
      imap: servers.imapUrl(address),
    })
  }
}
