import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApiRoute, type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { type Ids, requestFor } from '#test/request-for.ts'

/** Stands in everything that Acme has, and must never be read by anybody else. */
const MARK = 'Zebra'

let scene: AppApiScene
let ours: Ids
let theirs: Ids
beforeAll(async () => {
  scene = await appApiScene()
  ours = await fillCompany(scene, { owner: scene.steve, mark: MARK })
  theirs = await fillCompany(scene, { owner: scene.stranger, mark: 'Okapi' })
})
afterAll(() => scene.close())

/** One of everything for a company, with the mark in every text; the ids by the nouns of paths and the names of fields. */
const fillCompany = async (
  { call, server, db, clock }: AppApiScene,
  { owner, mark }: { owner: { apiKey: string; userId: string }; mark: string },
): Promise<Ids> => {
  const key = owner.apiKey
  const post = async (path: string, body?: unknown) => {
    const answer = await call('POST', path, { body, key })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`)
    return answer.body
  }
  const idOf = async (path: string, body: unknown): Promise<string> => (await post(path, body)).id
  const cadence = await idOf('/cadences', {
    name: `${mark} cadence`,
    definition: {
      steps: [
        { kind: 'mail', options: [{ template: mark, weight: 1, subject: mark, body: mark }] },
        { kind: 'task', task: 'call', title: mark },
      ],
    },
  })
  await post(`/cadences/${cadence}/publish`)
  const prospect = await idOf('/prospects', { email: `${mark}@zoo.test`, firstName: mark, tags: [mark] })
  const list = await idOf('/lists', { name: mark })
  const mailbox = await idOf('/mailboxes', { from: `${mark} <box@zoo.test>`, smtp: 'smtp://127.0.0.1:9' })
  await post('/enrolments', { cadenceId: cadence, prospectIds: [prospect] })
  await post('/suppressions', { kind: 'domain', value: `${mark}.test`, detail: mark })
  const { messageId } = await post('/mails/test', {
    mailboxId: mailbox,
    to: 'z@zoo.test',
    subject: mark,
    body: mark,
  })
  await db.query(`UPDATE messages SET state = 'uncertain', sending_at = $2 WHERE id = $1`, [
    messageId,
    clock.now(),
  ])
  const upload = await server.inject({
    method: 'POST',
    url: '/api/v1/imports/uploads',
    headers: { 'x-api-key': key, 'content-type': 'text/csv' },
    payload: `Email,First Name\nz2@zoo.test,${mark}\n`,
  })
  const { uploadId } = upload.json()
  const started = await post('/imports', { uploadId, list: mark, fileName: `${mark}.csv` })
  const tags = await call('GET', '/tags', { key })
  return {
    '/cadences': cadence,
    cadenceId: cadence,
    '/prospects': prospect,
    prospectId: prospect,
    prospectIds: prospect,
    '/mailboxes': mailbox,
    mailboxId: mailbox,
    '/templates': await idOf('/templates', { name: mark, subject: mark, body: mark }),
    '/holiday-calendars': await idOf('/holiday-calendars', { name: mark }),
    '/tasks': await idOf('/tasks', { prospectId: prospect, title: mark }),
    '/api-keys': await idOf('/api-keys', { name: mark }),
    '/imports': started.importId,
    uploadId,
    '/lists': list,
    listId: list,
    tagId: tags.body.items[0].id,
    assigneeId: owner.userId,
    userId: owner.userId,
    ownerId: owner.userId,
    '/mails': messageId,
  }
}

const named = ({ method, path }: AppApiRoute): string => `${method} ${path}`

/** Everything of Acme in the database, table by table. */
const stateOfAcme = async (): Promise<Record<string, string>> => {
  const { rows: tables } = await scene.db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'company_id' ORDER BY 1`,
  )
  const state: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await scene.db.query<{ all: string | null }>(
      `SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS all FROM ${name} t WHERE company_id = $1`,
      [scene.steve.companyId],
    )
    state[name] = rows[0]?.all ?? ''
  }
  return state
}

describe('every route', () => {
  test('asks for a key before anything else', async () => {
    const answers: string[] = []
    for (const route of scene.routes) {
      for (const headers of [{}, { 'x-api-key': 'cdz_no' }]) {
        const { status } = await scene.call(route.method, route.path, { key: null, headers, body: '{' })
        if (status !== 401) answers.push(`${named(route)}: ${status}`)
      }
    }
    expect(answers).toEqual([])
    expect(scene.routes.length).toBeGreaterThan(60)
  })

  test("gives nothing to, and takes nothing from, another company's admin", async () => {
    const before = await stateOfAcme()
    const wrong: string[] = []
    const ask = async (route: AppApiRoute, ids: Ids, foreign: string | undefined) => {
      const { path, body } = requestFor(route, ids)
      const { status, text } = await scene.call(route.method, path, { key: scene.stranger.apiKey, body })
      const isRefused = status === 404 || status === 403
      if ((foreign !== undefined && !isRefused) || status >= 500 || text.includes(MARK))
        wrong.push(`${named(route)} with ${foreign}: ${status} ${text}`)
    }
    for (const route of scene.routes) {
      // All of a query's ids are ours, and one at a time of those in path and body.
      const { names } = requestFor(route, ours)
      if (names.length === 0) await ask(route, ours, undefined)
      for (const name of names) await ask(route, { ...theirs, [name]: ours[name] ?? '' }, name)
    }
    expect(wrong).toEqual([])
    expect(await stateOfAcme()).toEqual(before)
  })

  test('refuses query keys that it does not know', async () => {
    const wrong: string[] = []
    for (const route of scene.routes) {
      const { path, body } = requestFor(route, ours)
      const url = `${path}${path.includes('?') ? '&' : '?'}nonsense=1`
      const answer = await scene.refused(route.method, url, { body })
      if (answer.status !== 400 || answer.field !== 'nonsense')
        wrong.push(`${named(route)}: ${JSON.stringify(answer)}`)
    }
    expect(wrong).toEqual([])
  })

  test('refuses fields that it does not know, malformed JSON and what is no object', async () => {
    const wrong: string[] = []
    for (const route of scene.routes) {
      if (route.method === 'GET' || route.schema.consumes) continue
      const { path, body } = requestFor(route, ours)
      const cases: [unknown, string][] = [
        [{ ...(typeof body === 'object' ? body : {}), nonsense: 1 }, 'nonsense'],
        ['{"name": ', 'body'],
        ['[1]', body === undefined ? '0' : 'body'],
        ['"text"', 'body'],
      ]
      for (const [sent, field] of cases) {
        const answer = await scene.refused(route.method, path, { body: sent })
        if (answer.status !== 400 || answer.field !== field)
          wrong.push(`${named(route)} ${JSON.stringify(sent)}: ${JSON.stringify(answer)}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('answers strange ids with what is wrong, never with a 500', async () => {
    const strange = ['0', "'", '%C3%BC', 'x'.repeat(300), '%F0%9F%A6%93', '..%2F..', '%00', '%20']
    const wrong: string[] = []
    for (const route of scene.routes.filter(({ path }) => path.includes(':'))) {
      const { body } = requestFor(route, ours)
      for (const id of strange) {
        const { status } = await scene.call(route.method, route.path.replace(/:\w+/, id), { body })
        if (status < 400 || status >= 500) wrong.push(`${named(route)} ${id}: ${status}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
