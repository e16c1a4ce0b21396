import type { LimitsInput } from '#modules/mailboxes/index.ts'
import { MOST_IN_BULK } from '#modules/prospects/index.ts'
import type { App } from '../../app.ts'
import type { ProviderHabits, SimulatedMailServers } from '../world/index.ts'
import { AFTER_THE_FAIR, INTRODUCTION, WIN_BACK } from './demo-cadences.ts'
import { type DemoPerson, demoProspects } from './demo-prospects.ts'

export const DEMO_COMPANY = 'Brightwater'
export const DEMO_ZONE = 'America/New_York'
export const DEMO_LISTS = ['Spring outreach', 'Trade fair', 'Former customers'] as const

/** The team; the first is the admin. Their providers differ in what they do with mails that are sent. */
const REPS = [
  {
    email: 'mara@brightwater.example',
    name: 'Mara Ellinghast',
    role: 'admin',
    habits: { keepsCopies: true, rewritesMessageId: true },
  },
  {
    email: 'tobin@brightwater.example',
    name: 'Tobin Carrowey',
    role: 'manager',
    habits: { keepsCopies: true, rewritesMessageId: false },
  },
  {
    email: 'ines@brightwater.example',
    name: 'Ines Valdemere',
    role: 'rep',
    habits: { keepsCopies: true, rewritesMessageId: false },
  },
] as const

/** In simulated time mails leave in bursts: a pause between any two would be an instant of its own, and a month take minutes. */
const SIMULATED_LIMITS: LimitsInput = { daily: 120, hourly: 40, minGapSeconds: 0, maxGapSeconds: 0 }
/** In real time mails leave as a person's would. */
export const LIVE_LIMITS: LimitsInput = { daily: 120, hourly: null, minGapSeconds: 20, maxGapSeconds: 90 }

export type DemoRep = { email: string; userId: string; mailboxId: string }

export type DemoCompany = {
  companyId: string
  reps: DemoRep[]
  people: DemoPerson[]
  /** Sequence ids. */
  cadences: { introduction: string; afterTheFair: string; winBack: string }
  /** Prospect ids by list. */
  prospectIds: Map<string, string[]>
}

/** What the provider of an address does with sent mails; that of an address of nobody in the team keeps copies. */
export const habitsOf = (address: string): ProviderHabits =>
  REPS.find(({ email }) => email === address)?.habits ?? { keepsCopies: true, rewritesMessageId: false }

/**
 * Fills an installation with a company of the simulated world: a team with mailboxes on the simulated servers, cadences, and so many
 * prospects, in the given lists by turns. Nobody is started yet.
 */
export const fillDemoCompany = async (input: {
  app: App
  servers: SimulatedMailServers
  seed: string
  prospects: number
  lists?: readonly string[]
}): Promise<DemoCompany> => {
  const { app, servers, seed, lists = DEMO_LISTS } = input
  const reps: DemoRep[] = []
  let companyId = ''
  for (const { email, name, role, habits } of REPS) {
    const added = await app.accounts.addUser({ company: DEMO_COMPANY, email, name, role, demo: true })
    companyId = added.companyId
    servers.addAccount({ user: email, ...habits })
    const mailbox = await app.mailboxes.addMailbox({
      companyId,
      userId: added.userId,
      from: `${name} <${email}>`,
      signature: `<p>${name}<br>${DEMO_COMPANY}</p>`,
      smtp: servers.smtpUrl(email),
      imap: servers.imapUrl(email),
      limits: { ...SIMULATED_LIMITS, zone: DEMO_ZONE },
    })
    reps.push({ email, userId: added.userId, mailboxId: mailbox.id })
  }
  const [admin] = reps
  if (!admin) throw new Error('the demo company has nobody')
  await app.accounts.changeSettings({ companyId, change: { zone: DEMO_ZONE, country: 'US' } })

  const importCadence = async (text: string): Promise<string> => {
    const found = await app.sequences.importCadenceFile({
      companyId,
      userId: admin.userId,
      text,
      publish: true,
    })
    return found.sequenceId
  }
  const cadences = {
    introduction: await importCadence(INTRODUCTION),
    afterTheFair: await importCadence(AFTER_THE_FAIR),
    winBack: await importCadence(WIN_BACK),
  }

  const people = demoProspects({
    seed,
    count: input.prospects,
    owners: reps.map(({ email }) => email),
    lists,
  })
  const prospectIds = new Map<string, string[]>(lists.map((list) => [list, []]))
  for (let from = 0; from < people.length; from += MOST_IN_BULK) {
    const some = people.slice(from, from + MOST_IN_BULK).map(({ row }) => row)
    const results = await app.prospects.upsertProspects({
      companyId,
      userId: admin.userId,
      source: 'import',
      inputs: some,
    })
    for (const [index, result] of results.entries()) {
      if (result instanceof Error) throw result
      prospectIds.get(some[index]?.List ?? '')?.push(result.id)
    }
  }
  return { companyId, reps, people, cadences, prospectIds }
}
