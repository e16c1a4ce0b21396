import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { readCadenceSearch } from '#features/cadences/cadence-search.ts'
import { readCallsSearch } from '#features/calls/calls-search.ts'
import { readClaimSearch } from '#features/claim/claim-search.ts'
import { readImportSearch } from '#features/imports/import-search.ts'
import { readInboxSearch } from '#features/inbox/inbox-search.ts'
import { readJourneySearch } from '#features/journeys/journey-search.ts'
import { readProspectSearch } from '#features/prospect/prospect-search.ts'
import { readProspectsSearch } from '#features/prospects/prospects-search.ts'
import { readReportSearch } from '#features/reports/report-search.ts'
import { readSequencesSearch } from '#features/sequences/sequences-search.ts'
import {
  readAuditSearch,
  readDeliverySearch,
  readSuppressionSearch,
} from '#features/settings/settings-search.ts'
import { readTasksSearch } from '#features/tasks/tasks-search.ts'
import { readTemplatesSearch } from '#features/templates/templates-search.ts'
import { requireSecondFactor, requireSession } from './session.ts'
import { PageFailed } from './shell/page-failed.tsx'
import { PageNotFound } from './shell/page-not-found.tsx'
import { PagePending } from './shell/page-pending.tsx'
import { Shell } from './shell/shell.tsx'
import { readSignInSearch } from './sign-in-search.ts'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: PageNotFound,
})

/** Everything behind the sign-in, in the shell. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    const session = await requireSession(context.queries, location.href)
    requireSecondFactor(session, location.pathname)
    return { session }
  },
  // Nearly every first load wants it; apart, it would break what both need into dozens of small files that compress worse.
  component: Shell,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('#features/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  validateSearch: readClaimSearch,
  component: lazyRouteComponent(() => import('#features/claim/claim-page.tsx'), 'ClaimPage'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$id',
  component: lazyRouteComponent(() => import('#features/invitation/invitation-page.tsx'), 'InvitationPage'),
})

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password/$token',
  component: lazyRouteComponent(
    () => import('#features/new-password/new-password-page.tsx'),
    'NewPasswordPage',
  ),
})

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('#features/home/home-page.tsx'), 'HomePage'),
})
const prospects = createRoute({
  getParentRoute: () => app,
  path: '/prospects',
  validateSearch: readProspectsSearch,
  component: lazyRouteComponent(() => import('#features/prospects/prospects-page.tsx'), 'ProspectsPage'),
})
const newImport = createRoute({
  getParentRoute: () => app,
  path: '/prospects/import',
  validateSearch: readImportSearch,
  component: lazyRouteComponent(() => import('#features/imports/new-import-page.tsx'), 'NewImportPage'),
})
const importOfId = createRoute({
  getParentRoute: () => app,
  path: '/prospects/imports/$importId',
  component: lazyRouteComponent(() => import('#features/imports/import-page.tsx'), 'ImportPage'),
})
const prospect = createRoute({
  getParentRoute: () => app,
  path: '/prospects/$prospectId',
  validateSearch: readProspectSearch,
  component: lazyRouteComponent(() => import('#features/prospect/prospect-page.tsx'), 'ProspectPage'),
})
const cadences = createRoute({
  getParentRoute: () => app,
  path: '/cadences',
  validateSearch: readSequencesSearch,
  component: lazyRouteComponent(() => import('#features/cadences/cadences-page.tsx'), 'CadencesPage'),
})
const cadence = createRoute({
  getParentRoute: () => app,
  path: '/cadences/$cadenceId',
  validateSearch: readCadenceSearch,
  component: lazyRouteComponent(() => import('#features/cadences/cadence-page.tsx'), 'CadencePage'),
})
const journeys = createRoute({
  getParentRoute: () => app,
  path: '/journeys',
  validateSearch: readSequencesSearch,
  component: lazyRouteComponent(() => import('#features/journeys/journeys-page.tsx'), 'JourneysPage'),
})
const journey = createRoute({
  getParentRoute: () => app,
  path: '/journeys/$journeyId',
  validateSearch: readJourneySearch,
  component: lazyRouteComponent(() => import('#features/journeys/journey-page.tsx'), 'JourneyPage'),
})
const inbox = createRoute({
  getParentRoute: () => app,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('#features/inbox/inbox-page.tsx'), 'InboxPage'),
})
const tasks = createRoute({
  getParentRoute: () => app,
  path: '/tasks',
  validateSearch: readTasksSearch,
  component: lazyRouteComponent(() => import('#features/tasks/tasks-page.tsx'), 'TasksPage'),
})
const calls = createRoute({
  getParentRoute: () => app,
  path: '/calls',
  validateSearch: readCallsSearch,
  component: lazyRouteComponent(() => import('#features/calls/calls-page.tsx'), 'CallsPage'),
})
const templates = createRoute({
  getParentRoute: () => app,
  path: '/templates',
  validateSearch: readTemplatesSearch,
  component: lazyRouteComponent(() => import('#features/templates/templates-page.tsx'), 'TemplatesPage'),
})
const reports = createRoute({
  getParentRoute: () => app,
  path: '/reports',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('#features/reports/reports-layout.tsx'), 'ReportsLayout'),
})
const reportsOverview = createRoute({
  getParentRoute: () => reports,
  path: '/',
  component: lazyRouteComponent(() => import('#features/reports/reports-page.tsx'), 'ReportsPage'),
})
const cohortReport = createRoute({
  getParentRoute: () => reports,
  path: '/cohort',
  component: lazyRouteComponent(() => import('#features/reports/cohort-page.tsx'), 'CohortPage'),
})
const engagementReport = createRoute({
  getParentRoute: () => reports,
  path: '/engagement',
  component: lazyRouteComponent(() => import('#features/reports/engagement-page.tsx'), 'EngagementPage'),
})
const stepsReport = createRoute({
  getParentRoute: () => reports,
  path: '/steps',
  component: lazyRouteComponent(() => import('#features/reports/steps-page.tsx'), 'StepsPage'),
})
const mailboxReport = createRoute({
  getParentRoute: () => reports,
  path: '/mailboxes',
  component: lazyRouteComponent(
    () => import('#features/reports/mailbox-health-page.tsx'),
    'MailboxHealthPage',
  ),
})
const teamReport = createRoute({
  getParentRoute: () => reports,
  path: '/team',
  component: lazyRouteComponent(() => import('#features/reports/team-page.tsx'), 'TeamPage'),
})
const mailboxes = createRoute({
  getParentRoute: () => app,
  path: '/mailboxes',
  component: lazyRouteComponent(() => import('#features/mailboxes/mailboxes-page.tsx'), 'MailboxesPage'),
})
const newMailbox = createRoute({
  getParentRoute: () => app,
  path: '/mailboxes/new',
  component: lazyRouteComponent(() => import('#features/mailboxes/new-mailbox-page.tsx'), 'NewMailboxPage'),
})
const mailbox = createRoute({
  getParentRoute: () => app,
  path: '/mailboxes/$mailboxId',
  component: lazyRouteComponent(() => import('#features/mailboxes/mailbox-page.tsx'), 'MailboxPage'),
})
const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  component: lazyRouteComponent(() => import('#features/settings/settings-layout.tsx'), 'SettingsLayout'),
})
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('#features/settings/settings-start.tsx'), 'SettingsStart'),
})
const profile = createRoute({
  getParentRoute: () => settings,
  path: '/profile',
  component: lazyRouteComponent(() => import('#features/settings/profile-page.tsx'), 'ProfilePage'),
})
const security = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  component: lazyRouteComponent(() => import('#features/settings/security-page.tsx'), 'SecurityPage'),
})
const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('#features/settings/api-keys-page.tsx'), 'ApiKeysPage'),
})
const team = createRoute({
  getParentRoute: () => settings,
  path: '/team',
  component: lazyRouteComponent(() => import('#features/settings/team-page.tsx'), 'TeamPage'),
})
const webhooks = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('#features/settings/webhooks-page.tsx'), 'WebhooksPage'),
})
const webhook = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks/$webhookId',
  validateSearch: readDeliverySearch,
  component: lazyRouteComponent(() => import('#features/settings/webhook-page.tsx'), 'WebhookPage'),
})
const holidays = createRoute({
  getParentRoute: () => settings,
  path: '/holidays',
  component: lazyRouteComponent(() => import('#features/settings/holidays-page.tsx'), 'HolidaysPage'),
})
const suppressions = createRoute({
  getParentRoute: () => settings,
  path: '/suppressions',
  validateSearch: readSuppressionSearch,
  component: lazyRouteComponent(() => import('#features/settings/suppressions-page.tsx'), 'SuppressionsPage'),
})
const fields = createRoute({
  getParentRoute: () => settings,
  path: '/fields',
  component: lazyRouteComponent(() => import('#features/settings/fields-page.tsx'), 'FieldsPage'),
})
const callsSettings = createRoute({
  getParentRoute: () => settings,
  path: '/calls',
  validateSearch: readCallsSearch,
  component: lazyRouteComponent(
    () => import('#features/settings/calls-settings-page.tsx'),
    'CallsSettingsPage',
  ),
})
const unsubscribePage = createRoute({
  getParentRoute: () => settings,
  path: '/unsubscribe-page',
  component: lazyRouteComponent(() => import('#features/settings/unsubscribe-page.tsx'), 'UnsubscribePage'),
})
const company = createRoute({
  getParentRoute: () => settings,
  path: '/company',
  component: lazyRouteComponent(() => import('#features/settings/company-page.tsx'), 'CompanyPage'),
})
const exportPage = createRoute({
  getParentRoute: () => settings,
  path: '/export',
  component: lazyRouteComponent(() => import('#features/settings/export-page.tsx'), 'ExportPage'),
})
const auditLog = createRoute({
  getParentRoute: () => settings,
  path: '/audit-log',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('#features/settings/audit-log-page.tsx'), 'AuditLogPage'),
})
const nowhere = createRoute({ getParentRoute: () => app, path: '$', component: PageNotFound })

const routeTree = root.addChildren([
  signIn,
  claim,
  invitation,
  newPassword,
  app.addChildren([
    home,
    prospects,
    newImport,
    importOfId,
    prospect,
    cadences,
    cadence,
    journeys,
    journey,
    inbox,
    tasks,
    calls,
    templates,
    mailboxes,
    newMailbox,
    mailbox,
    nowhere,
    reports.addChildren([
      reportsOverview,
      cohortReport,
      engagementReport,
      stepsReport,
      mailboxReport,
      teamReport,
    ]),
    settings.addChildren([
      settingsStart,
      profile,
      security,
      apiKeys,
      team,
      webhooks,
      webhook,
      holidays,
      suppressions,
      fields,
      callsSettings,
      unsubscribePage,
      company,
      exportPage,
      auditLog,
    ]),
  ]),
])

/** One explicit list of all pages; each is loaded when it is opened, or when the pointer comes near a link to it. */
export const createAppRouter = (queries: QueryClient) =>
  createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    // The cache of queries decides what is fresh.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 250,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageNotFound,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
