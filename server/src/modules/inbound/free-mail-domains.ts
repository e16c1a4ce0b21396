import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

let domains: ReadonlySet<string> | undefined

/** Domains under which people of no common employer have their mail; read when first asked for. */
export const freeMailDomains = (): ReadonlySet<string> => {
  if (!domains) {
    const path = createRequire(import.meta.url).resolve('email-providers/all.json')
    const list: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (!Array.isArray(list)) throw new Error(`${path} holds no list of domains`)
    domains = new Set(list.filter((one) => typeof one === 'string').map((one) => one.toLowerCase()))
  }
  return domains
}
