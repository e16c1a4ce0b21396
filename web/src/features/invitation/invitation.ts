import { queryOptions } from '@tanstack/react-query'
import { requestJson } from '#api/index.ts'
import type { Role } from '#app/session.ts'

export type Invitation = {
  company: string
  email: string
  role: Role
  invitedBy: string
  /** He belongs to another company, and joins with the account he has. */
  hasAccount: boolean
}

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  admin: 'an admin',
  manager: 'a manager',
  rep: 'a rep',
}

/** What a link says; throws what the server says of one that does not work. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['/invitation', token],
    queryFn: async ({ signal }) => readInvitation(await requestJson(`/api/invitations/${token}`, { signal })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const acceptInvitation = (token: string, body: { name?: string; password?: string }) =>
  requestJson(`/api/invitations/${token}`, { body })

export const readInvitation = (answer: unknown): Invitation => {
  const read = (name: string): unknown => Reflect.get(Object(answer), name)
  const text = (name: string): string => {
    const value = read(name)
    return typeof value === 'string' ? value : ''
  }
  const role = (['admin', 'manager', 'rep'] as const).find((one) => one === read('role'))
  return {
    company: text('company'),
    email: text('email'),
    role: role ?? 'rep',
    invitedBy: text('invitedBy'),
    hasAccount: read('hasAccount') === true,
  }
}
