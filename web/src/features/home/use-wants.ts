import {
  type Icon,
  IconHelpHexagon,
  IconMailOff,
  IconPlayerPause,
  IconUserExclamation,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { countOf } from '#ui/numbers.ts'
import { useNow } from '#ui/time/index.ts'
import { endOfDay } from './end-of-day.ts'

/** Where it is mended. */
export type Place = { page: 'uncertain' | 'held' } | { page: 'mailbox' | 'cadence'; id: string }

export type Want = { key: string; place: Place; icon: Icon; title: string; text: string }

/** What stands still: uncertain mails, held prospects, mailboxes and cadences that stopped by themselves. */
export const useWants = (): Want[] => {
  const until = endOfDay(useNow()).toISOString()
  const threads = useQuery(apiQuery('/threads/counts'))
  const day = useQuery(apiQuery('/day', { params: { query: { until } } }))
  const mailboxes = useQuery(apiQuery('/mailboxes', { params: { query: { limit: 200 } } }))
  const cadences = useQuery(apiQuery('/cadences', { params: { query: { limit: 50, state: ['paused'] } } }))
  const uncertain = threads.data?.uncertain ?? 0
  const held = day.data?.held ?? 0
  return [
    ...(uncertain > 0
      ? [
          {
            key: 'uncertain',
            place: { page: 'uncertain' } as const,
            icon: IconHelpHexagon,
            title: `${countOf(uncertain, 'mail')} of which nobody knows whether they left`,
            text: 'The server was silent after they were handed over. Say whether they count as sent or go again.',
          },
        ]
      : []),
    ...(held > 0
      ? [
          {
            key: 'held',
            place: { page: 'held' } as const,
            icon: IconUserExclamation,
            title: `${countOf(held, 'prospect')} held`,
            text: 'Something is missing before their next step: a field that a mail needs, a mailbox, a node of a journey.',
          },
        ]
      : []),
    ...(mailboxes.data?.items ?? []).flatMap(({ id, address, state, pausedBy, pauseReason, syncError }) => {
      const place = { page: 'mailbox', id } as const
      if (state === 'paused' && pausedBy !== 'user' && pausedBy !== 'holiday')
        return [
          { key: id, place, icon: IconMailOff, title: `${address} stopped sending`, text: pauseReason ?? '' },
        ]
      if (state === 'running' && syncError !== null)
        return [{ key: id, place, icon: IconMailOff, title: `${address} cannot be read`, text: syncError }]
      return []
    }),
    ...(cadences.data?.items ?? []).flatMap(({ id, name, pauseReason }) =>
      pauseReason === null
        ? []
        : [
            {
              key: id,
              place: { page: 'cadence', id } as const,
              icon: IconPlayerPause,
              title: `${name} is paused`,
              text: pauseReason,
            },
          ],
    ),
  ]
}
