import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Access, ROUTE_ACCESS, type Thing } from '#modules/access/index.ts'
import { ROLES, type Role } from '#modules/accounts/index.ts'
import { type AppApiRoute, type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { fillCompany } from '#test/fill-company.ts'
import { type Ids, idPlaces, requestFor } from '#test/request-for.ts'
import { rolesTable } from '#test/roles-table.ts'

/** Stands in everything that Tom, a rep, has for himself: no other rep may ever read it. */
const MARK = 'Quagga'

type Person = { apiKey: string; userId: string }

let scene: AppApiScene
/** Whoever plays a role in Acme. The rep is Jane. */
let people: Record<Role, Person>
/** What Jane has, what her colleague Tom has, and what another company has. */
let own: Ids
let colleagues: Ids
let foreign: Ids
beforeAll(async () => {
  scene = await appApiScene()
  const { accounts, steve, jane, stranger } = scene
  const manager = await accounts.addUser({ company: 'Acme', email: 'mia@acme.test', role: 'manager' })
  const tom = await accounts.addUser({ company: 'Acme', email: 'tom@acme.test' })
  people = { admin: steve, manager, rep: jane }
  own = await fillAsRep(jane, 'Ibex', 'jane-box@zoo.test')
  colleagues = await fillAsRep(tom, MARK, 'tom-box@zoo.test')
  foreign = await fillCompany(scene, { owner: stranger, mark: 'Okapi' })
})
afterAll(() => scene.close())

/** One of everything for a rep, also what only admins make; nothing of it is shared. */
const fillAsRep = async (owner: Person, mark: string, address: string): Promise<Ids> => {
  const become = (role: Role) =>
    scene.db.query('UPDATE memberships SET role = $2 WHERE user_id = $1', [owner.userId, role])
  await become('admin')
  const ids = await fillCompany(scene, { owner, mark, address })
  await become('rep')
  for (const table of ['sequences', 'templates'])
    await scene.db.query(`UPDATE ${table} SET shared = false WHERE owner_id = $1`, [owner.userId])
  return ids
}

/** They want a mail that lies in a mailbox, and no mail server is here: what they answer is in the tests of the inbox. */
const FROM_A_MAILBOX = ['downloadAttachment', 'completeAttachments', 'showMailImages']
const isFromMailbox = ({ schema }: AppApiRoute): boolean => FROM_A_MAILBOX.includes(schema.operationId ?? '')

const named = ({ method, path }: AppApiRoute): string => `${method} ${path}`

const accessOf = ({ schema }: AppApiRoute): Access => {
  const access = ROUTE_ACCESS[schema.operationId ?? '']
  if (!access) throw new Error(`${schema.operationId} has no access`)
  return access
}

/** What stands at the place that `requestFor` fills under a name. */
const thingAt = (route: AppApiRoute, name: string): Thing | undefined => {
  const place = name.startsWith('/') ? /^params\./ : new RegExp(`^body\\.(.*\\.)?${name}$`)
  return Object.entries(accessOf(route).names).find(([key]) => place.test(key))?.[1]
}

const ask = (route: AppApiRoute, who: Person, ids: Ids) => {
  const { path, body } = requestFor(route, ids)
  return scene.call(route.method, path, { key: who.apiKey, body })
}

/** What others need first, and what ends something last. */
const inOrder = (): AppApiRoute[] => {
  const turnOf = ({ method, path }: AppApiRoute): number => {
    if (path.endsWith('/publish')) return 1
    // Much of the rest goes with a prospect.
    if (method === 'DELETE' && path === '/prospects/:prospect') return 4
    return method === 'DELETE' || path.endsWith('/archive') ? 3 : 2
  }
  return scene.routes.toSorted((a, b) => turnOf(a) - turnOf(b))
}

describe('the table of access', () => {
  test('has a row for every route, and no other', () => {
    const operations = scene.routes.map(({ schema }) => schema.operationId)
    expect(Object.keys(ROUTE_ACCESS).sort()).toEqual([...new Set(operations)].sort())
  })

  test('says of every id that a route takes what it must name', () => {
    const missing = scene.routes.flatMap((route) => {
      const { roles, heldToOwn, names } = accessOf(route)
      if (!heldToOwn.some((role) => roles.includes(role))) return []
      return idPlaces(route)
        .filter((place) => names[place] === undefined)
        .map((place) => `${named(route)} ${place}`)
    })
    expect(missing).toEqual([])
  })

  test('is the one of docs/roles.md', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/roles.md'), 'utf8')
    const [, table] = page.split(/<!-- (?:table|end) -->/)
    // The formatter aligns the columns of the page.
    const unaligned = (text: string) => text.trim().replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-')
    expect(unaligned(table ?? '')).toBe(unaligned(rolesTable(scene.routes)))
  })

  test('lets a rep name anything only where that is the company’s, or only narrows what is his', () => {
    const common =
      /^query\.|^body\.filter\.|^params\.id of \/(lists|holiday-calendars)|^body\.(uploadId|listId|ids) /
    const wrong = scene.routes.flatMap((route) => {
      const { roles, names } = accessOf(route)
      if (!roles.includes('rep')) return []
      return Object.entries(names)
        .filter(([place, thing]) => thing === 'anything' && !common.test(`${place} of ${route.path}`))
        .map(([place]) => `${named(route)} ${place}`)
    })
    expect(wrong).toEqual([])
  })

  test('names no place that a route does not have', () => {
    const strange = scene.routes.flatMap((route) => {
      const places = idPlaces(route)
      return Object.keys(accessOf(route).names)
        .filter((place) => !places.includes(place))
        .map((place) => `${named(route)} ${place}`)
    })
    expect(strange).toEqual([])
  })
})

/** Everything in the database, table by table; but when a key was last used, which is noted whatever comes of the request. */
const stateOfAll = async (): Promise<Record<string, string>> => {
  const { rows: tables } = await scene.db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'company_id' ORDER BY 1`,
  )
  const state: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await scene.db.query<{ all: string | null }>(
      `SELECT string_agg(row, E'\\n' ORDER BY row) AS all FROM (SELECT (to_jsonb(t) - 'last_used_at')::text AS row FROM ${name} t) AS rows`,
    )
    state[name] = rows[0]?.all ?? ''
  }
  return state
}

describe('every route with every role', () => {
  test('refuses the roles that it is not for, and changes nothing', async () => {
    const before = await stateOfAll()
    const wrong: string[] = []
    for (const role of ROLES)
      for (const route of scene.routes.filter((one) => !accessOf(one).roles.includes(role))) {
        const { status, body } = await ask(route, people[role], own)
        if (status !== 403 || body.error.field !== 'role') wrong.push(`${role} ${named(route)}: ${status}`)
      }
    expect(wrong).toEqual([])
    expect(await stateOfAll()).toEqual(before)
  })

  test("has nothing of another company's, for no role", async () => {
    const before = await stateOfAll()
    const wrong: string[] = []
    for (const role of ROLES)
      for (const route of scene.routes)
        for (const name of requestFor(route, own).names) {
          const { status, text } = await ask(route, people[role], { ...own, [name]: foreign[name] ?? '' })
          if ((status !== 404 && status !== 403) || text.includes('Okapi'))
            wrong.push(`${role} ${named(route)} with ${name}: ${status} ${text}`)
        }
    expect(wrong).toEqual([])
    expect(await stateOfAll()).toEqual(before)
  })

  test("has nothing of a colleague's for a rep, who is told the same as of what is not there", async () => {
    const before = await stateOfAll()
    const wrong: string[] = []
    const unknown = '0'.repeat(24)
    for (const route of scene.routes.filter((one) => accessOf(one).roles.includes('rep')))
      for (const name of requestFor(route, own).names) {
        const thing = thingAt(route, name)
        if (thing === 'anything') continue
        const theirs = colleagues[name] ?? ''
        const { status, text, body } = await ask(route, people.rep, { ...own, [name]: theirs })
        const nobodys = await ask(route, people.rep, { ...own, [name]: unknown })
        const isAlike = body?.error.message.replaceAll(theirs, unknown) === nobodys.body?.error.message
        const wanted = thing === 'himself' ? 403 : 404
        if (status !== wanted || !isAlike || text.includes(MARK))
          wrong.push(`${named(route)} with ${name}: ${status} ${text} ${nobodys.text}`)
      }
    expect(wrong).toEqual([])
    expect(await stateOfAll()).toEqual(before)
  })

  test("lists nothing of a colleague's to a rep, but what is common to the company", async () => {
    const wrong: string[] = []
    for (const route of scene.routes.filter(({ method }) => method === 'GET')) {
      const { roles, isCommon } = accessOf(route)
      if (isCommon || !roles.includes('rep')) continue
      const { status, text } = await ask(route, people.rep, own)
      if ((status >= 400 && !isFromMailbox(route)) || text.includes(MARK))
        wrong.push(`${named(route)}: ${status} ${text}`)
    }
    expect(wrong).toEqual([])
  })

  test('lets everybody do what it is for: a rep with his own, managers and admins with what is a rep’s', async () => {
    const wrong: string[] = []
    for (const [role, ids] of [
      ['rep', own],
      ['manager', colleagues],
      ['admin', colleagues],
    ] as const)
      for (const route of inOrder()) {
        const { roles, heldToOwn } = accessOf(route)
        if (!roles.includes(role) || (role === 'manager' && heldToOwn.includes(role))) continue
        // What the manager has ended is not there for the admin.
        const isEnded = role === 'admin' && roles.includes('manager')
        const { status, text, body } = await ask(route, people[role], ids)
        // The mail in the thread is none that exists; the thread is.
        const isFound = isFromMailbox(route) && body?.error.field === 'mail'
        const isMissing = status === 404 && requestFor(route, ids).names.length > 0 && !isEnded && !isFound
        if (status === 403 || isMissing || status >= 500)
          wrong.push(`${role} ${named(route)}: ${status} ${text}`)
      }
    expect(wrong).toEqual([])
  })
})
