/** What is read with these begins with another word than what changes it. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'bulk-actions': ['/prospects', '/prospect-count', '/lists', '/tags'],
  enrolments: ['/cadences', '/journeys', '/prospects', '/day'],
  lists: ['/prospects'],
  tags: ['/prospects'],
  notes: ['/prospects'],
  suppressions: ['/prospects'],
  tasks: ['/day'],
  settings: ['/me'],
}

/** Which parts of the app's API a request changed that was carried out, by its route: `/api/v1/tasks/:id/finish` changes `/tasks`. */
export const pathsOfRequest = (method: string, route: string | undefined): readonly string[] => {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return []
  const noun = /^\/api\/v1\/([^/]+)/.exec(route ?? '')?.[1]
  return noun === undefined ? [] : [`/${noun}`, ...(ALSO[noun] ?? [])]
}
