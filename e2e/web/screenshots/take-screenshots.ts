// Run: npm run screenshots [-- FOLDER [PAGE …]]. Writes each page of the demo at 1440 and 360 pixels, some of them in the dark too.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { startDemo } from '#demo/index.ts'
import { readCredentials } from '#demo/live/demo-credentials.ts'
import { createLog } from '#platform/log/index.ts'
import { readConfig } from '../../../server/src/config.ts'
import { buildWeb } from '../build-web.ts'
import { launchChromium } from '../chromium.ts'
import { type CallDemo, furnish } from './furnish.ts'
import { DARK, pagesOf, SIGNED_OUT } from './pages.ts'

const ROOT = resolve(import.meta.dirname, '..', '..', '..')
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]
const [folder = join(ROOT, 'screenshots'), ...wanted] = process.argv.slice(2)

/** Its data stay, so that the next pictures take a minute and not several. */
const openDemo = async () => {
  const dataDir = process.env.SCREENSHOTS_DATA ?? join(ROOT, '.cache', 'screenshots')
  const config = readConfig({ flags: { demo: true, port: '0' }, env: { DATA_DIR: dataDir } })
  const demo = await startDemo({
    config,
    log: createLog({ level: 'error' }),
    onDay: ({ day }) => process.stderr.write(`\rLiving through ${day} `),
  })
  const credentials = await readCredentials(config.dataDir)
  if (!credentials || demo.url === null) throw new Error('The demo has nobody to sign in as.')
  return { url: demo.url, stop: demo.stop, ...credentials }
}

type Demo = Awaited<ReturnType<typeof openDemo>>

const signIn = async (context: BrowserContext, { url, email, password }: Demo): Promise<void> => {
  const answer = await context.request.post('/api/auth/sign-in/email', {
    data: { email, password },
    headers: { origin: url },
  })
  if (!answer.ok()) throw new Error(`Nobody could sign in: ${await answer.text()}`)
}

const takeOne = async (page: Page, { path, file }: { path: string; file: string }): Promise<void> => {
  await page.goto(path)
  // The stream of live changes never ends, so there is no quiet network to wait for.
  await page.locator('h1, h2').first().waitFor()
  for (const unfinished of ['[aria-busy=true]', '[class*=Skeleton][data-visible]'])
    await page.locator(unfinished).first().waitFor({ state: 'detached' })
  await page.screenshot({ path: file })
}

const failed: string[] = []

/** Calls the app's API of the demo; undefined where there is nothing of the kind. */
const callOf =
  (demo: Demo): CallDemo =>
  async (path, request) => {
    const answer = await fetch(`${demo.url}/api/v1${path}`, {
      headers: { 'x-api-key': demo.apiKey, ...(request && { 'content-type': request.type }) },
      ...(request && { method: 'POST', body: request.body }),
    })
    const text = await answer.text()
    if (request && !answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return answer.ok ? JSON.parse(text) : { items: [] }
  }

type Look = { width: number; height: number; colorScheme: 'light' | 'dark' }

const takeSome = async (
  context: BrowserContext,
  pages: readonly (readonly [name: string, path: string | null])[],
  { width, colorScheme }: Look,
): Promise<void> => {
  const page = await context.newPage()
  for (const [name, path] of pages) {
    if (path === null || (colorScheme === 'dark' && !DARK.has(name))) continue
    const file = `${name}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`
    try {
      await takeOne(page, { path, file: join(folder, file) })
    } catch (error) {
      // One page that does not come must not cost the pictures of all others.
      failed.push(`${file}: ${error instanceof Error ? error.message : String(error)}`)
    }
    process.stderr.write(`\r${file}                    `)
  }
  await context.close()
}

const takeAll = async (demo: Demo): Promise<void> => {
  const call = callOf(demo)
  await furnish(call)
  const ask = async (path: string) => Object(await call(path))
  const pages = Object.entries(await pagesOf(ask)).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  )
  const browser = await launchChromium()
  try {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const viewport of WIDTHS) {
        const newContext = () =>
          browser.newContext({
            baseURL: demo.url,
            viewport,
            colorScheme,
            reducedMotion: 'reduce',
            locale: 'en-GB',
          })
        const look = { ...viewport, colorScheme }
        const signedIn = await newContext()
        await signIn(signedIn, demo)
        await takeSome(
          signedIn,
          pages.filter(([name]) => !SIGNED_OUT.has(name)),
          look,
        )
        await takeSome(
          await newContext(),
          pages.filter(([name]) => SIGNED_OUT.has(name)),
          look,
        )
      }
  } finally {
    await browser.close()
  }
}

await buildWeb()
await mkdir(folder, { recursive: true })
const demo = await openDemo()
try {
  await takeAll(demo)
} finally {
  await demo.stop()
}
process.stderr.write(`\rThe pictures are in ${folder}.          \n`)
if (failed.length > 0) {
  process.stderr.write(`These are missing:\n${failed.join('\n')}\n`)
  process.exitCode = 1
}
