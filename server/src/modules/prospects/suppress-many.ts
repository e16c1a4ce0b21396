import { AppError } from '#platform/errors/index.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import { suppress, suppressAddresses, suppressedValue } from './suppress.ts'

export type SuppressedMany = {
  addresses: number
  domains: number
  /** How many prospects it is about. */
  prospects: number
  /** What could not be taken, and why; by its line, from 1. */
  refused: { line: number; text: string; reason: string }[]
}

/**
 * Suppresses what stands in a text, an address or a domain a line (a domain may begin with an @; what follows a comma or semicolon is passed
 * over, so that a column of a table can be pasted). In one transaction; empty lines are passed over.
 */
export const suppressMany = (
  deps: ProspectDeps,
  input: { companyId: string; userId: string; text: string; source: 'api' | 'app' },
): Promise<SuppressedMany> => {
  const { text, companyId, userId, source } = input
  const { addresses, domains, refused } = readSuppressed(text)
  return deps.db.transaction(async (tx) => {
    const why = { tx, companyId, userId, source, reason: 'do_not_contact' as const }
    const about = new Set<string>()
    if (addresses.length > 0)
      for (const id of (await suppressAddresses(deps, { ...why, values: addresses })).prospectIds)
        about.add(id)
    for (const value of domains)
      for (const id of (await suppress(deps, { ...why, kind: 'domain', value })).prospectIds) about.add(id)
    return { addresses: addresses.length, domains: domains.length, prospects: about.size, refused }
  })
}

/** What the lines of a text name, each once. */
export const readSuppressed = (
  text: string,
): { addresses: string[]; domains: string[]; refused: SuppressedMany['refused'] } => {
  const found = { address: new Set<string>(), domain: new Set<string>() }
  const refused: SuppressedMany['refused'] = []
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const typed = (line.split(/[,;\t]/)[0] ?? '').trim().replace(/^"|"$/g, '')
    if (typed === '') continue
    const kind = /.@/.test(typed) ? 'address' : 'domain'
    try {
      found[kind].add(suppressedValue(kind, typed))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused.push({ line: index + 1, text: typed.slice(0, 200), reason: error.message })
    }
  }
  return { addresses: [...found.address].sort(), domains: [...found.domain].sort(), refused }
}
