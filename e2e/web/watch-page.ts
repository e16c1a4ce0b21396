import type { Page } from 'playwright-core'

/** Collects what no page may do: fail in a script, break its own policy, ask another server for anything. */
export const watchPage = (page: Page, { url, mistakes }: { url: string; mistakes: string[] }): void => {
  const note = (text: string) => mistakes.push(`${new URL(page.url(), url).pathname}: ${text}`)
  page.on('pageerror', (error) => note(`a script failed: ${error.message}`))
  page.on('console', (message) => {
    // A refusal that the page answers with a sentence is named here too.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      note(message.text())
  })
  page.on('request', (request) => {
    const asked = request.url()
    if (!asked.startsWith(url) && !/^(data|blob|about):/.test(asked)) note(`asked for ${asked}`)
  })
}
