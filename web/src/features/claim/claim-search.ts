export const readClaimSearch = ({ token }: Record<string, unknown>): { token?: string } =>
  token === undefined ? {} : { token: String(token) }
