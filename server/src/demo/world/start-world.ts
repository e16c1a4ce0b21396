import type { Clock } from '#platform/clock/index.ts'
import { createPeople, type People, type Visit } from './people/people.ts'
import { type SimulatedMailServers, startSimulatedMailServers } from './start-mail-servers.ts'

/** The mail servers of our own company, and everybody outside, behind them. */
export type World = {
  servers: SimulatedMailServers
  people: People
  /** From now on people follow our links in this way; before, nobody can. */
  openTo(visit: (visit: Visit) => Promise<void>): void
  close(): Promise<void>
}

/**
 * Joins servers and people: what our mailboxes send to anybody without an account reaches a simulated person, whose answers come back into
 * our accounts. No mail leaves this process.
 */
export const startWorld = async (input: {
  clock: Pick<Clock, 'now'>
  seed: string
  zoneOf?: (address: string) => string | undefined
  /** How much faster than real people they are, now. Default 1. */
  hurry?: () => number
}): Promise<World> => {
  let visit = async ({ url }: Visit): Promise<void> => {
    throw new Error(`nobody can visit ${url} yet`)
  }
  const servers = await startSimulatedMailServers({
    clock: input.clock,
    onMail: (mail) => people.receive(mail),
  })
  const people = createPeople({
    seed: input.seed,
    now: input.clock.now,
    visit: (one) => visit(one),
    deliver: (raw, to) => {
      const account = servers.store.findAccount(to)
      if (account) servers.deliver(raw, account.user)
      return account !== undefined
    },
    ...(input.zoneOf && { zoneOf: input.zoneOf }),
    ...(input.hurry && { hurry: input.hurry }),
  })
  servers.smtp.setRule(people.rule)
  return {
    servers,
    people,
    openTo: (next) => {
      visit = next
    },
    close: servers.close,
  }
}
