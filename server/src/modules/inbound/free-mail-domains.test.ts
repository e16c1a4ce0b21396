import { expect, it } from 'vitest'
import { freeMailDomains } from './free-mail-domains.ts'

it.each(['gmail.com', 'gmx.de', 'web.de', 'outlook.com', 'yahoo.co.uk', 'icloud.com', 'mail.ru'])(
  'people of no common employer have their mail at %s',
  (domain) => {
    expect(freeMailDomains().has(domain)).toBe(true)
  },
)

it.each(['klenty.com', 'acme.test', 'bmw.de'])('but not at %s', (domain) => {
  expect(freeMailDomains().has(domain)).toBe(false)
})
