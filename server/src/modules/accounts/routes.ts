import { renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { addApiKeyRoutes } from './api-key-routes.ts'
import type { Accounts } from './index.ts'
import { addMeRoutes } from './me-routes.ts'
import { addNoticeRoutes } from './notice-routes.ts'
import { addSettingsRoutes } from './settings-routes.ts'
import { addTeamRoutes } from './team/team-routes.ts'

/** `/me`, `/members`, `/invitations`, `/settings`, `/api-keys` and `/notices` of the app's API. */
export const addAccountRoutes = (server: HttpServer, accounts: Accounts): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, new Map([['keyId', 'id']]))
    addMeRoutes(routes, accounts)
    addTeamRoutes(routes, accounts.team)
    addSettingsRoutes(routes, accounts)
    addApiKeyRoutes(routes, accounts)
    addNoticeRoutes(routes, accounts)
  })
}
