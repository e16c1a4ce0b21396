import { ROUTE_ACCESS, type Thing } from '#modules/access/index.ts'
import type { Role } from '#modules/accounts/index.ts'
import type { AppApiRoute } from './app-api-scene.ts'

const WORDS: Readonly<Record<Thing, string | null>> = {
  prospect: 'own prospects',
  'prospect to work on': 'own prospects, and those he has an open task for',
  sequence: 'shared and own cadences and journeys',
  'own sequence': 'own cadences and journeys',
  template: 'shared and own',
  'own template': 'own',
  'own view': 'own',
  'bulk action': 'own',
  mailbox: 'own mailboxes',
  mail: 'own prospects and mailboxes',
  thread: 'own prospects and mailboxes, and those given to him',
  task: 'own tasks',
  call: 'own calls',
  note: 'own',
  import: 'own',
  'API key': 'own',
  himself: 'for himself',
  'only himself': 'own',
  anything: null,
}

/** The table of docs/roles.md, in Markdown: a row for each route, in the order in which they are added. */
export const rolesTable = (routes: readonly AppApiRoute[]): string => {
  const rows = routes.map(({ method, path, schema }) => {
    const id = schema.operationId ?? ''
    const cells = [
      `\`${method} ${path}\``,
      ...(['admin', 'manager', 'rep'] as const).map((role) => cellOf(id, role)),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return ['| route | admin | manager | rep |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

const cellOf = (operationId: string, role: Role): string => {
  const access = ROUTE_ACCESS[operationId]
  if (!access?.roles.includes(role)) return '–'
  if (access.isCommon || !access.heldToOwn.includes(role)) return 'all'
  const words = Object.values(access.names).flatMap((thing) => WORDS[thing] ?? [])
  return words.length > 0 ? [...new Set(words)].join('; ') : 'own'
}
