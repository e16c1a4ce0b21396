import type { ManualClock } from '#platform/clock/index.ts'
import { takeServerLock } from '#platform/data-folder/index.ts'
import { notAllowed } from '#platform/errors/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import type { Log } from '#platform/log/index.ts'
import { createApp } from '../../app.ts'
import type { Config } from '../../config.ts'
import { type Instance, openInstance } from '../../open-instance.ts'
import { habitsOf } from '../company/demo-company.ts'
import type { DayReport } from '../simulate/day-report.ts'
import { simulateHistory } from '../simulate/simulate-history.ts'
import type { World } from '../world/index.ts'
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
  const { config, log, world } = input
  const app = await createApp({ ...instance, config, log, jobs: createInlineJobs(instance) })
  const companies = await app.accounts.listCompanies()
  const real = companies.find(({ demo }) => !demo)
  if (real)
    throw notAllowed(
      `The demo does not run on this database: it holds the company “${real.name}”, which is no demo. ` +
        'Start without --demo, or leave DATABASE_URL and DATA_DIR to the demo.',
    )
  if (companies.length === 0) return fill(input, instance)
  for (const { companyId } of companies)
    for (const { id, address } of await app.mailboxes.listMailboxes({ companyId })) {
      world.servers.addAccount({ user: address, ...habitsOf(address) })
      await app.mailboxes.changeServers({
        companyId,
        mailboxId: id,
        smtp: world.servers.smtpUrl(address),
        imap: world.servers.imapUrl(address),
      })
    }
  return readCredentials(config.dataDir)
}

const fill = async (input: Preparation, instance: Instance): Promise<DemoCredentials> => {
  const { config } = input
  const password = newPassword()
  let credentials: DemoCredentials | undefined
  await simulateHistory({
    ...input,
    ...instance,
    onFilled: async ({ app, company: { companyId, reps } }) => {
      const [admin] = reps
      if (!admin) throw new Error('the demo company has nobody')
      await app.accounts.setPassword({ userId: admin.userId, password })
      const { apiKey } = await app.accounts.createApiKey({ companyId, userId: admin.userId, name: 'demo' })
      credentials = { email: admin.email, password, apiKey }
      await keepCredentials(config.dataDir, credentials)
    },
  })
  if (!credentials) throw new Error('the demo company was never filled')
  return credentials
}
