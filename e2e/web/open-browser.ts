import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { onTestFailed } from 'vitest'
import { launchChromium } from './chromium.ts'
import { watchPage } from './watch-page.ts'

export type TestBrowser = {
  /** Cookies and storage of somebody's own; pages are watched for mistakes. */
  newContext(width?: number): Promise<BrowserContext>
  /** A page of nobody's. */
  openSignedOut(path: string, width?: number): Promise<Page>
  /** Throws when a page ran into an error, broke its policy or asked another server for something. */
  close(): Promise<void>
}

/** A browser for the pages that a server shows at `url`. */
export const openBrowser = async (url: string): Promise<TestBrowser> => {
  const browser = await launchChromium()
  const mistakes: string[] = []
  const newContext = async (width = 1440): Promise<BrowserContext> => {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width, height: width < 600 ? 740 : 900 },
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    })
    // There for what hangs, not for what is slow.
    context.setDefaultTimeout(40_000)
    context.on('page', (page) => {
      watchPage(page, { url, mistakes })
      onTestFailed(() => showPage(page))
    })
    return context
  }
  return {
    newContext,
    openSignedOut: async (path, width) => {
      const page = await (await newContext(width)).newPage()
      await page.goto(path)
      return page
    },
    close: async () => {
      await browser.close()
      if (mistakes.length > 0) throw new Error(`Pages made mistakes:\n${[...new Set(mistakes)].join('\n')}`)
    },
  }
}

/** Leaves a picture of what a failed test saw at its end. */
const showPage = async (page: Page): Promise<void> => {
  const path = join(tmpdir(), `cadenza-failed-${Date.now()}.png`)
  await page.screenshot({ path })
  process.stderr.write(`What ${page.url()} looked like in the end: ${path}\n`)
}
