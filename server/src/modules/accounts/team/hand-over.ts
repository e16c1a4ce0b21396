import type { HandOver } from '../accounts-deps.ts'

export type HandOverPorts = {
  /** Some at a time; answers how many. */
  prospects(what: HandOver): Promise<number>
  tasks(what: HandOver): Promise<void>
  threads(what: HandOver): Promise<void>
  sequences(what: HandOver): Promise<void>
  mailboxes(what: HandOver): Promise<void>
}

/**
 * Gives everything that is one member's to another. A job does it, because prospects may be many; what was done is not done again, so
 * it may be run twice. Mailboxes first: whoever waits for one is placed as his prospects change hands.
 */
export const handOverEverything = async (ports: HandOverPorts, what: HandOver): Promise<void> => {
  await ports.mailboxes(what)
  await ports.sequences(what)
  await ports.tasks(what)
  await ports.threads(what)
  while ((await ports.prospects(what)) > 0);
}
