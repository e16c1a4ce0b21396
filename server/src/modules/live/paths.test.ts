import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { selectStandings } from './live-queries.ts'
import { pathsOfRequest } from './path-of-request.ts'
import { PATHS_OF_EVENT } from './paths-of-event.ts'

let scene: AppApiScene
let read: string[]
beforeAll(async () => {
  scene = await appApiScene()
  read = scene.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
})
afterAll(() => scene.close())

const isRead = (path: string): boolean => read.some((route) => route === path || route.startsWith(`${path}/`))

test('whatever is told to have changed can be asked for', async () => {
  const standings = await selectStandings(scene.db, { companyId: scene.steve.companyId, fromId: '' })
  const told = new Set([...Object.values(PATHS_OF_EVENT).flat(), ...standings.map(({ path }) => path)])
  expect([...told].filter((path) => !isRead(path))).toEqual([])
})

test('what a request changes begins with its own noun, and what else it names can be asked for', () => {
  for (const { method, path } of scene.routes) {
    const [own, ...others] = pathsOfRequest(method, `/api/v1${path}`)
    expect([method, path, own]).toEqual([
      method,
      path,
      method === 'GET' ? undefined : `/${path.split('/')[1]}`,
    ])
    expect(others.filter((one) => !isRead(one))).toEqual([])
  }
})
