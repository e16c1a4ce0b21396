import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildWeb } from '../e2e/web/build-web.ts'
import { launchChromium } from '../e2e/web/chromium.ts'
import { readConfig } from '../server/src/config.ts'
import { createLog } from '../server/src/platform/log/index.ts'
import { startServer } from '../server/src/start-server.ts'
import { type BenchRow, median, printRows } from './bench-row.ts'

/** Milliseconds from the answer's last byte until the rows stand there and the page takes input. */
const MOST = 300
const ROUNDS = 20
const PROSPECTS = 10_000
const PASSWORD = 'a password for benches'

/**
 * Runs in the page: after the first row is there, a frame is painted and the page is idle, the time since the list's answer had come. The
 * page asks again after other events; only the first answer counts.
 */
const WATCH = `window.interactive = new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('tbody tr[data-index]')) return requestAnimationFrame(look)
    requestAnimationFrame(() => setTimeout(() => {
      const answer = performance.getEntriesByType('resource')
        .find(({ name }) => /\\/api\\/v1\\/prospects(\\?|$)/.test(name) && !/limit=1(&|$)/.test(name))
      resolve(performance.now() - answer.responseEnd)
    }))
  }
  requestAnimationFrame(look)
})`

const measure = async (page: Page): Promise<number> => {
  await page.goto('/prospects')
  return Number(await page.evaluate('window.interactive'))
}

/** How long after the API's answer a table can be used; the median of many loads of the page of prospects. */
export const benchWebTable = async (): Promise<BenchRow[]> => {
  await buildWeb()
  const dataDir = await mkdtemp(join(tmpdir(), 'web-table-'))
  const config = readConfig({ flags: { port: '0', roles: 'api' }, env: { DATA_DIR: dataDir } })
  const server = await startServer({ config, log: createLog({ level: 'error' }) })
  const browser = await launchChromium()
  try {
    const { app, url } = server
    if (url === null) throw new Error('The server of the bench listens to nothing.')
    const email = 'ann@acme.test'
    const { companyId, userId } = await app.accounts.addUser({ company: 'Acme', email })
    await app.accounts.setPassword({ userId, password: PASSWORD })
    const { id: listId } = await app.prospects.createList({ companyId, userId, name: 'Bench' })
    await app.db.query(
      `INSERT INTO prospects (company_id, id, email, email_key, domain, first_name, last_name, full_name, company, title, country, list_id,
         owner_id, created_at, updated_at, last_interaction_at)
       SELECT $1, lpad(to_hex(n), 24, '0'), 'p' || n || '@x.test', 'p' || n || '@x.test', 'x.test', 'First' || n, 'Last' || n,
         'First' || n || ' Last' || n, 'Company ' || n % 500, 'Head of Things', 'Germany', $3, $2, now(), now(), now()
       FROM generate_series(1, $4) AS n`,
      [companyId, userId, listId, PROSPECTS],
    )
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } })
    await context.addInitScript(WATCH)
    await context.request.post('/api/auth/sign-in/email', {
      data: { email, password: PASSWORD },
      headers: { origin: url },
    })
    const page = await context.newPage()
    await measure(page)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) times.push(await measure(page))
    const ours = median(times)
    return [
      {
        ...{ name: 'a table can be used after the answer came', kind: 'cost', ours },
        ...{ limit: MOST, ratio: ours / MOST, target: 1 },
      },
    ]
  } finally {
    await browser.close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) printRows(await benchWebTable())
