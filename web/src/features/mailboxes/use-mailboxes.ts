import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiPages, apiQuery, itemsOf } from '#api/index.ts'
import { useMembers } from '#app/use-members.ts'
import { dayOf } from './ramp.ts'

/** Mailboxes with what is known of each today. */
export const useMailboxes = () => {
  const { nameOf } = useMembers()
  const list = useInfiniteQuery(apiPages('/mailboxes', { params: { query: { limit: 100 } } }))
  const today = dayOf(new Date())
  const sent = useQuery(apiQuery('/reports/mailboxes', { params: { query: { from: today, to: today } } }))
  const health = useQuery(apiQuery('/reports/mailboxes/health'))
  return {
    list,
    mailboxes: itemsOf(list.data).filter(({ state }) => state !== 'removed'),
    sentToday: (id: string) => sent.data?.mailboxes.find((one) => one.id === id)?.mails.sent ?? 0,
    healthOf: (id: string) => health.data?.mailboxes.find((one) => one.id === id),
    nameOf,
  }
}
