/** Where to go after the sign-in: a path of this app. Addresses of other sites are dropped. */
export type SignInSearch = { to?: string }

export const readSignInSearch = ({ to }: Record<string, unknown>): SignInSearch =>
  typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {}
