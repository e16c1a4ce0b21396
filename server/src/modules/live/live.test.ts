import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { wholeServer } from '#test/whole-server.ts'

let scene: Awaited<ReturnType<typeof wholeServer>>
let origin: string
let keys: { ann: string; stranger: string }
beforeAll(async () => {
  scene = await wholeServer()
  origin = `${await scene.server.listen({ host: '127.0.0.1', port: 0 })}/api/v1`
  const ann = await scene.app.accounts.addUser({ company: 'Acme', email: 'ann@acme.test' })
  const stranger = await scene.app.accounts.addUser({ company: 'Other', email: 'eve@other.test' })
  keys = { ann: ann.apiKey, stranger: stranger.apiKey }
})
afterAll(() => scene.close())

const follow = async (key: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${origin}/live`, { headers: { 'x-api-key': key, ...headers } })
  const lines: string[] = []
  const reading = (async () => {
    if (answer.body === null) return
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream()))
      lines.push(...chunk.split('\n'))
  })()
  const paths = () =>
    lines.filter((line) => line.startsWith('data: ')).flatMap((line) => JSON.parse(line.slice(6)).paths)
  const until = (path: string) => vi.waitUntil(() => paths().includes(path), { timeout: 20_000 })
  return { answer, lines, paths, until, reading }
}
const addList = (key: string, name: string) =>
  fetch(`${origin}/lists`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  })

test('a page is told what others change, what happened while it was away, and that the server stops', async () => {
  const page = await follow(keys.ann)
  expect(page.answer.headers.get('content-type')).toBe('text/event-stream')
  await addList(keys.stranger, 'Theirs')
  await addList(keys.ann, 'Fair')
  await page.until('/lists')
  // The stranger's came first and would be here as well.
  expect(page.paths().filter((path) => path === '/lists')).toHaveLength(1)

  const lastId = page.lines.findLast((line) => line.startsWith('id: '))?.slice(4) ?? ''
  await addList(keys.ann, 'Spring')
  const again = await follow(keys.ann, { 'last-event-id': lastId })
  await again.until('/lists')
  const stranger = await follow('not-a-key')
  expect(stranger.answer.status).toBe(401)
  const changed = await fetch(`${origin}/lists`, { method: 'POST', headers: { 'x-api-key': keys.ann } })
  expect(changed.status).toBeGreaterThanOrEqual(400)

  await scene.server.close()
  await Promise.all([page.reading, again.reading])
})
