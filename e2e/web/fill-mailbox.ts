import type { Page } from 'playwright-core'
import type { TestAccount } from '#test/mail-servers/open-mail-servers.ts'

/** Fills the form of a new mailbox with an account's servers, as nobody's preset, up to the password. */
export const fillMailbox = async (page: Page, account: TestAccount): Promise<void> => {
  const fill = async (label: string, url: URL) => {
    await page.getByLabel(label, { exact: true }).fill(url.hostname)
    await page.getByLabel(`Port of ${label}`).fill(url.port)
    await page.getByRole('combobox', { name: `Encryption of ${label}` }).click()
    await page.getByRole('option', { name: 'None', exact: true }).click()
  }
  await page.getByRole('combobox', { name: 'Provider' }).click()
  await page.getByRole('option', { name: 'Another one' }).click()
  await fill('Sending server (SMTP)', new URL(account.smtpUrl))
  await fill('Reading server (IMAP)', new URL(account.imapUrl))
  await page.getByLabel('User').fill(decodeURIComponent(new URL(account.imapUrl).username))
}

/** The password of an account at its servers. */
export const passwordOf = (account: TestAccount): string =>
  decodeURIComponent(new URL(account.imapUrl).password)
