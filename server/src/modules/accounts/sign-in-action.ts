/** What the audit log is told of a request under `/api/auth`, and of whom where the answer says it. */
export type ToldSignIn = {
  action:
    | 'sign_in.done'
    | 'sign_in.failed'
    | 'second_factor.on'
    | 'second_factor.off'
    | 'second_factor.codes_renewed'
    | 'password.changed'
  /** Undefined: whoever's session it was. */
  who: { userId: string } | { email: string } | undefined
}

const BY_SESSION = {
  'two-factor/disable': 'second_factor.off',
  'two-factor/generate-backup-codes': 'second_factor.codes_renewed',
  'change-password': 'password.changed',
} as const

/** Undefined for what is not worth telling. `hadSession`: the request came with a session that was good. */
export const signInAction = (input: {
  path: string
  status: number
  hadSession: boolean
  body: unknown
  answer: unknown
}): ToldSignIn | undefined => {
  const { path, status, hadSession, answer } = input
  const isDone = status < 300
  if (path === 'sign-in/email') {
    const email = textAt(input.body, 'email')
    if (!isDone) return email === undefined ? undefined : failed(email)
    const userId = textAt(Reflect.get(Object(answer), 'user'), 'id')
    // Without a user in the answer, the second factor is still to come.
    return userId === undefined ? undefined : { action: 'sign_in.done', who: { userId } }
  }
  if (!isDone) return undefined
  if (path === 'two-factor/verify-totp' || path === 'two-factor/verify-backup-code') {
    const userId = textAt(Reflect.get(Object(answer), 'user'), 'id')
    if (hadSession) return { action: 'second_factor.on', who: undefined }
    return userId === undefined ? undefined : { action: 'sign_in.done', who: { userId } }
  }
  const action = Object.entries(BY_SESSION).find(([one]) => one === path)?.[1]
  return action && hadSession ? { action, who: undefined } : undefined
}

const failed = (email: string): ToldSignIn => ({
  action: 'sign_in.failed',
  who: { email: email.trim().toLowerCase() },
})

const textAt = (source: unknown, name: string): string | undefined => {
  const value: unknown = Reflect.get(Object(source), name)
  return typeof value === 'string' ? value : undefined
}
