import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApiRoute, type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { fillCompany } from '#test/fill-company.ts'
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
