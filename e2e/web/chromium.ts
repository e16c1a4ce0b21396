import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { takeTurn } from '../../scripts/take-turn.mjs'

/** A browser without a window: that of CHROMIUM_PATH, or the one that npm brought. */
export const launchChromium = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await unpack()),
    args: [
      // One process for everything ends with the first page that is closed.
      ...packed.args.filter((argument) => argument !== '--single-process'),
      '--disable-background-networking',
    ],
    headless: true,
  })

/** Two test files that begin at once must not unpack it into each other. */
const unpack = async (): Promise<string> => {
  const endTurn = await takeTurn(join(tmpdir(), 'cadenza-unpacking-chromium'))
  try {
    return await packed.executablePath()
  } finally {
    endTurn()
  }
}
