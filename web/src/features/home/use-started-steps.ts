import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'

export type StartedStep = {
  key: 'mailbox' | 'prospects' | 'cadence' | 'start'
  /** Undefined: not known yet. */
  isDone: boolean | undefined
}

/** What a company needs before its first mail leaves, in the order in which one comes to it. */
export const useStartedSteps = (): StartedStep[] => {
  const mailboxes = useQuery(apiQuery('/mailboxes', { params: { query: { limit: 1 } } }))
  const prospects = useQuery(apiQuery('/prospects', { params: { query: { limit: 1 } } }))
  const cadences = useQuery(
    apiQuery('/cadences', { params: { query: { limit: 1, state: ['live', 'paused'] } } }),
  )
  const contacted = useQuery(
    apiQuery('/prospects', { params: { query: { limit: 1, sequenceState: 'open' } } }),
  )
  const anyContacted = useQuery(
    apiQuery('/prospects', { params: { query: { limit: 1, status: 'contacted' } } }),
  )
  const has = ({ data }: { data?: { items: readonly unknown[] } | undefined }): boolean | undefined =>
    data && data.items.length > 0
  return [
    { key: 'mailbox', isDone: has(mailboxes) },
    { key: 'prospects', isDone: has(prospects) },
    { key: 'cadence', isDone: has(cadences) },
    { key: 'start', isDone: has(contacted) || has(anyContacted) },
  ]
}
