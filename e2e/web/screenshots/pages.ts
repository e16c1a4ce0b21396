type Ask = (path: string) => Promise<{ items: { id: string; link?: string }[] }>

/** Every page by the name of its picture, with an address that exists; null where the company has nothing of the kind. */
export const pagesOf = async (ask: Ask): Promise<Record<string, string | null>> => {
  const first = async (path: string, page: (id: string) => string): Promise<string | null> => {
    const id = (await ask(path)).items[0]?.id
    return id === undefined ? null : page(id)
  }
  const { link } = (await ask('/invitations')).items[0] ?? {}
  return {
    home: '/',
    inbox: '/inbox',
    thread: await first('/threads?limit=1', (id) => `/inbox?thread=${id}`),
    tasks: '/tasks',
    prospects: '/prospects',
    prospect: await first('/prospects?limit=1&status=replied', (id) => `/prospects/${id}`),
    import: '/prospects/import',
    'import-result': await first('/imports?limit=1', (id) => `/prospects/imports/${id}`),
    cadences: '/cadences',
    cadence: await first('/cadences?limit=1', (id) => `/cadences/${id}`),
    'cadence-prospects': await first('/cadences?limit=1', (id) => `/cadences/${id}?tab=prospects`),
    'cadence-settings': await first('/cadences?limit=1', (id) => `/cadences/${id}?tab=settings`),
    journeys: '/journeys',
    journey: await first('/journeys?limit=1', (id) => `/journeys/${id}`),
    templates: '/templates',
    calls: '/calls',
    reports: '/reports',
    'report-cohort': '/reports/cohort',
    'report-engagement': '/reports/engagement',
    'report-steps': '/reports/steps',
    'report-mailboxes': '/reports/mailboxes',
    'report-team': '/reports/team',
    mailboxes: '/mailboxes',
    'mailbox-new': '/mailboxes/new',
    mailbox: await first('/mailboxes?limit=1', (id) => `/mailboxes/${id}`),
    settings: '/settings',
    'settings-profile': '/settings/profile',
    'settings-security': '/settings/security',
    'settings-api-keys': '/settings/api-keys',
    'settings-team': '/settings/team',
    'settings-webhooks': '/settings/webhooks',
    'settings-webhook': await first('/webhooks?limit=1', (id) => `/settings/webhooks/${id}`),
    'settings-holidays': '/settings/holidays',
    'settings-suppressions': '/settings/suppressions',
    'settings-fields': '/settings/fields',
    'settings-calls': '/settings/calls',
    'settings-unsubscribe-page': '/settings/unsubscribe-page',
    'settings-company': '/settings/company',
    'settings-export': '/settings/export',
    'settings-audit-log': '/settings/audit-log',
    'not-found': '/nothing/here',
    'sign-in': '/sign-in',
    invitation: link === undefined ? null : new URL(link).pathname,
    'new-password': '/new-password/used',
  }
}

/** Seen by whoever is not signed in. */
export const SIGNED_OUT: ReadonlySet<string> = new Set(['sign-in', 'invitation', 'new-password'])

/** Also in the dark: one of each kind of page. */
export const DARK: ReadonlySet<string> = new Set([
  'home',
  'thread',
  'tasks',
  'prospect',
  'cadence',
  'journey',
  'reports',
])
