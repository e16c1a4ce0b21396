import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { takeTurn } from '../../scripts/take-turn.mjs'

/**
 * One process for everything ends with the first page that is closed; and without web security no page names its origin, nor is held to it,
 * as the browsers of people are.
 */
const UNWANTED = new Set(['--single-process', '--disable-web-security', '--allow-running-insecure-content'])

/** A browser without a window: that of CHROMIUM_PATH, or the one that npm brought. */
export const launchChromium = async (): Promise<Browser> => {
  // Nothing here draws in three dimensions, and software that does takes the processor from the tests.
  packed.setGraphicsMode = false
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await unpack()),
    args: [...packed.args.filter((argument) => !UNWANTED.has(argument)), '--disable-background-networking'],
    headless: true,
  })
}

/** Two test files that begin at once must not unpack it into each other. */
const unpack = async (): Promise<string> => {
  const endTurn = await takeTurn(join(tmpdir(), 'cadenza-unpacking-chromium'))
  try {
    return await packed.executablePath()
  } finally {
    endTurn()
  }
}
