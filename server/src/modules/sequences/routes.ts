import type { HttpServer } from '#platform/http/index.ts'
import { addCadenceFileRoutes } from './cadence-file/routes.ts'
import { addCadenceRoutes } from './cadence-routes.ts'
import { addDraftRoutes } from './draft-routes.ts'
import { addHolidayCalendarRoutes } from './holiday-calendars/routes.ts'
import type { Sequences } from './index.ts'
import { addJourneyRoutes } from './journey-routes.ts'
import { addStateRoutes } from './state-routes.ts'
import { addTemplateRoutes } from './templates/routes.ts'

/** `/cadences` and `/journeys` with their files, `/templates` and `/holiday-calendars`. */
export const addSequenceRoutes = (server: HttpServer, sequences: Sequences): void => {
  addCadenceRoutes(server, sequences)
  addDraftRoutes(server, sequences)
  addCadenceFileRoutes(server, sequences)
  addJourneyRoutes(server, sequences)
  addStateRoutes(server, sequences)
  addTemplateRoutes(server, sequences)
  addHolidayCalendarRoutes(server, sequences)
}
