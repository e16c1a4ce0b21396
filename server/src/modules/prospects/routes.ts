import type { Database } from '#platform/db/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { addExportRoutes } from './export-routes.ts'
import type { Prospects } from './index.ts'
import { addLabelRoutes } from './labels/label-routes.ts'
import { addListRoutes } from './list-routes.ts'
import { addPermissionRoutes } from './permission-routes.ts'
import { addProspectResource } from './prospect-routes.ts'
import { addSuppressionRoutes } from './suppression-routes.ts'
import { addViewRoutes } from './views/view-routes.ts'

/** `/prospects` with what is known of each, `/lists`, `/tags` and `/suppressions` of the app's API. */
export const addProspectRoutes = (
  server: HttpServer,
  { db, prospects }: { db: Database; prospects: Prospects },
): void => {
  addProspectResource(server, prospects)
  addExportRoutes(server, prospects)
  addViewRoutes(server, prospects)
  addPermissionRoutes(server, prospects)
  addListRoutes(server, prospects)
  addLabelRoutes(server, prospects)
  addSuppressionRoutes(server, { db, prospects })
}
