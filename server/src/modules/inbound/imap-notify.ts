import type { ImapFlow } from 'imapflow'

/** The part of imapflow's workings that NOTIFY needs and its types do not show. */
type CommandChannel = {
  exec(
    command: string,
    attributes: unknown[],
    options?: { untagged?: Record<string, (untagged: unknown) => Promise<void>> },
  ): Promise<{ next(): void }>
  untaggedHandlers: Record<string, ((untagged: unknown) => Promise<void>) | undefined>
}

const hasChannel = (client: unknown): client is CommandChannel =>
  typeof client === 'object' &&
  client !== null &&
  'exec' in client &&
  typeof client.exec === 'function' &&
  'untaggedHandlers' in client &&
  typeof client.untaggedHandlers === 'object'

/**
 * Asks the server to tell of new mail in every folder (RFC 5465), calling `wake` when it does. Answers false where the server does not offer
 * NOTIFY: then other folders must be asked for their STATUS.
 */
export const requestNotify = async (client: ImapFlow, wake: () => void): Promise<boolean> => {
  if (!client.capabilities.has('NOTIFY') || !hasChannel(client)) return false
  client.untaggedHandlers.STATUS = async () => wake()
  const atom = (value: string) => ({ type: 'ATOM', value })
  const events = [atom('MessageNew'), atom('MessageExpunge')]
  const response = await client.exec('NOTIFY', [
    atom('SET'),
    [atom('SELECTED'), events],
    [atom('PERSONAL'), events],
  ])
  response.next()
  return true
}
