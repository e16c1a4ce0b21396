import type { HttpServer } from '#platform/http/index.ts'
import type { MailRef } from './mail-token.ts'
import { publicUrlWarning } from './public-url-warning.ts'
import { type TrackHtml, trackHtml } from './track-html.ts'
import type { TrackingDeps } from './tracking-deps.ts'
import { addTrackingRoutes } from './tracking-routes.ts'
import { unsubscribeOf, unsubscribeTokenIn } from './unsubscribe-of.ts'

export { addUnsubscribePageRoutes } from './preview-routes.ts'
export type { TrackHtml } from './track-html.ts'
export type { TrackingDeps, TrackingPorts } from './tracking-deps.ts'
export type { Unsubscribe } from './unsubscribe-of.ts'

/** Signed links in mails (pixel, clicks, unsubscribe) and what visits to them mean. */
export const createTracking = (deps: TrackingDeps) => ({
  trackHtml: (input: TrackHtml) => trackHtml(deps, input),
  unsubscribeOf: (input: MailRef & { mailboxAddress: string }) => unsubscribeOf(deps, input),
  unsubscribeTokenIn: (subject: string) => unsubscribeTokenIn(deps.secrets, subject),
  /** `/o/…`, `/c/…` and `/u/…`. Links stay valid without a public URL too, for mails that left when there was one. */
  addRoutes: (server: HttpServer): void => addTrackingRoutes(server, deps),
  /** What start-up, `doctor` and `cadence import` say of the public URL; null where all is well. */
  warning: publicUrlWarning(deps.publicUrl),
})

export type Tracking = ReturnType<typeof createTracking>
