import type { IncomingHttpHeaders } from 'node:http'
import type { Queryable } from '#platform/db/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { type AddUser, addUser } from './add-user.ts'
import { addAuthRoutes } from './auth-routes.ts'
import { createAuthenticate } from './authenticate.ts'
import { requireNewCompany, welcomePeople } from './bring-company.ts'
import type { Caller, Role } from './caller.ts'
import { addChooseCompanyRoute } from './choose-company-route.ts'
import { addClaimRoutes } from './claim/claim-routes.ts'
import { claimToken } from './claim/claim-token.ts'
import { companiesOfUser } from './companies-of-user.ts'
import { changeCompanySettings, getCompanySettings } from './company-settings.ts'
import { type CreateApiKey, createApiKey } from './create-api-key.ts'
import { demoCompany, enterDemo, forgetStrangers } from './enter-demo.ts'
import { createFindKeyHolder } from './find-key-holder.ts'
import { listApiKeys, revokeApiKey } from './list-api-keys.ts'
import { listCompanies } from './list-companies.ts'
import { findMember, listMembers, requireUserByEmail } from './members.ts'
import { listNotices, markNoticesRead, type NewNotice, notify } from './notices.ts'
import { changeProfile, profileOf } from './profile.ts'
import { hashNewPassword, setPassword } from './set-password.ts'
import { createSignIn } from './sign-in.ts'
import { addJoinRoutes } from './team/join-routes.ts'
import { createTeam } from './team/team.ts'

export type { AccountsDeps, HandOver, Letter } from './accounts-deps.ts'
export type { AddedUser, AddUser } from './add-user.ts'
export type { Authenticate } from './authenticate.ts'
export { type Caller, EDITIONS, type Edition, ROLES, type Role } from './caller.ts'
export { type CompanySettings, readCompanySettings } from './company-settings.ts'
export type { CreateApiKey } from './create-api-key.ts'
export type { ApiKeyRow } from './list-api-keys.ts'
export { normaliseLogin } from './login-email.ts'
export type { Member } from './members.ts'
export type { NewNotice, Notice } from './notices.ts'
export { callerOf, prepareCallers, requireMember, requireUser } from './require-caller.ts'
export { isHeldToOwn, ownOnly, requireRole } from './require-role.ts'
export { requireSecondFactor } from './require-second-factor.ts'
export { addAccountRoutes } from './routes.ts'
export type { TaskOutcome } from './task-outcomes.ts'
export { handOverEverything } from './team/hand-over.ts'
export { checkUnsubscribePage, type PageLanguage, type UnsubscribePage } from './unsubscribe-page-settings.ts'

export type Accounts = ReturnType<typeof createAccounts>

/** Companies, their members, API keys, sessions, settings and notices. */
export const createAccounts = (deps: AccountsDeps) => {
  const { db } = deps
  const signIn = createSignIn(deps)
  const team = createTeam(deps)
  const authenticate = createAuthenticate({
    findKeyHolder: createFindKeyHolder(deps),
    companiesOfSession: async (headers: IncomingHttpHeaders) => {
      const userId = await signIn.userOfSession(headers)
      return userId === undefined ? undefined : companiesOfUser(db, { userId })
    },
    publicUrl: deps.publicUrl,
  })
  return {
    addUser: (input: AddUser) => addUser(deps, input),
    setPassword: async ({ userId, password }: { userId: string; password: string }) => {
      const hashed = await hashNewPassword(password)
      await db.transaction((tx) => setPassword(deps, tx, { userId, hashed }))
    },
    createApiKey: (input: CreateApiKey) => createApiKey(deps, db, input),
    listApiKeys: (input: { companyId: string; userId?: string | undefined }) => listApiKeys(db, input),
    revokeApiKey: (input: { companyId: string; keyId: string }) => revokeApiKey(deps, input),
    findMember: (input: { companyId: string; email: string }) => findMember(db, input),
    demoCompany,
    enterDemo: (tx: Queryable, input: Parameters<typeof enterDemo>[2]) => enterDemo(deps, tx, input),
    forgetStrangers,
    /** For what concerns the whole installation. */
    listCompanies: () => listCompanies(db),
    listMembers: (input: { companyId: string }) => listMembers(db, input),
    requireNewCompany,
    welcomePeople: (tx: Queryable, people: Parameters<typeof welcomePeople>[2]) =>
      welcomePeople(deps, tx, people),
    requireUserByEmail: (input: { email: string; company?: string | undefined }) =>
      requireUserByEmail(deps, input),
    profileOf: (caller: Pick<Caller, 'companyId' | 'userId' | 'keyId'>) => profileOf(db, caller),
    changeProfile: (input: Parameters<typeof changeProfile>[1]) => changeProfile(db, input),
    getSettings: (input: { companyId: string }) => getCompanySettings(db, input),
    /** The same as the caller's transaction sees them. */
    settingsIn: (tx: Queryable, input: { companyId: string }) => getCompanySettings(tx, input),
    changeSettings: (input: { companyId: string; change: object }) => changeCompanySettings(db, input),
    notify: (tx: Queryable, notice: NewNotice) => notify(deps, tx, notice),
    listNotices: (input: { companyId: string; userId: string; role: Role; before?: string; limit: number }) =>
      listNotices(deps, input),
    markNoticesRead: (input: { companyId: string; userId: string; role: Role; ids: readonly string[] }) =>
      markNoticesRead(deps, input),
    authenticate,
    team,
    /** `/claim?token=…` as long as nobody has claimed the instance, else undefined. */
    claimPath: async (): Promise<string | undefined> => {
      const token = await claimToken(deps)
      return token === undefined ? undefined : `/claim?token=${token}`
    },
    /** `/claim`, `/api/auth`, and the links of invitations and new passwords. */
    addRoutes: (server: HttpServer): void => {
      addClaimRoutes(server, deps)
      addAuthRoutes(server, signIn, deps)
      addChooseCompanyRoute(server, { authenticate, publicUrl: deps.publicUrl })
      addJoinRoutes(server, { ...deps, team, userOfSession: signIn.userOfSession })
    },
  }
}
