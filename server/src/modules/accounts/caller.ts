export type Role = 'admin' | 'manager' | 'rep'
export const ROLES: readonly Role[] = ['admin', 'manager', 'rep']

/** Which set of answer shapes a key asks for: the Klenty API of 2017, or today's. */
export type Edition = '2017' | '2023'
export const EDITIONS: readonly Edition[] = ['2017', '2023']

/** Who calls, in which company, and how answers are written for him. */
export type Caller = {
  companyId: string
  userId: string
  email: string
  role: Role
  edition: Edition
  /** Null for a session. */
  keyId: string | null
  /** Whether the key is the company's, and speaks for the member that the request names. */
  isCompanyKey: boolean
  /** A session without the second factor that the company wants: it may do nothing but set one up. */
  lacksSecondFactor: boolean
}
