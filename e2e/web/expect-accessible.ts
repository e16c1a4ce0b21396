import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Fails for every serious or critical finding of axe on the page as it stands, in light and in dark. */
export const expectAccessible = async (page: Page): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    await expect.poll(() => page.evaluate(SETTLED), { timeout: 10_000 }).toBe(true)
    if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe.source)
    const found: unknown = await page.evaluate(runOf(colorScheme === 'light' ? null : OF_COLOURS))
    expect({ colorScheme, path: new URL(page.url()).pathname, found }).toMatchObject({ found: [] })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Colours go over from one scheme to the other, if only for a frame; until then some are still the old ones. */
const SETTLED = 'document.getAnimations().every((animation) => !(animation instanceof CSSTransition))'

/** What depends on the colours; everything else is the same in both schemes. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** Runs in the page, with all rules or with these. */
const runOf = (rules: readonly string[] | null): string => `axe
  .run(document, ${JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) })})
  .then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({
        id,
        nodes: nodes.slice(0, 5).map(({ target, failureSummary }) => target.join(' ') + ': ' + failureSummary),
      })),
  )`
