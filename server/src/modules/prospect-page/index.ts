import type { Prospects } from '#modules/prospects/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { addContextRoute } from './context-route.ts'
import { type ContextPorts, contextOf } from './prospect-context.ts'
import { toldEvents } from './timeline-queries.ts'
import { addTimelineRoute } from './timeline-route.ts'

export type ProspectPage = ReturnType<typeof createProspectPage>

/** What a page about one prospect shows beside his fields, gathered from all modules. */
export const createProspectPage = ({ db, ports }: { db: Database; ports: ContextPorts }) => ({
  /** Newest first; `before` is the last event of the page that came before. */
  toldEvents: (input: Parameters<typeof toldEvents>[1]) => toldEvents(db, input),
  contextOf: (input: Parameters<typeof contextOf>[1]) => contextOf(ports, input),
})

export const addProspectPageRoutes = (
  server: HttpServer,
  deps: { prospects: Pick<Prospects, 'findById' | 'findByEmail'>; prospectPage: ProspectPage },
): void => {
  addTimelineRoute(server, deps)
  addContextRoute(server, deps)
}
