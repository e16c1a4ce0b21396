import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { judgeVisit } from './judge-visit.ts'

// Agents that others published as test data; not part of the project, so this test is extra.
const FILE = resolve(import.meta.dirname, '../../../../../shared/corpora/manifests/ua.jsonl')

type Row = { ua: string; bot: boolean; cls: string }

const isMachine = (agent: string, what: 'opened' | 'clicked'): boolean =>
  judgeVisit(
    { what, method: 'GET', agent, ahead: false, at: new Date('2026-03-02T10:00:00Z') },
    { deliveredAt: new Date('2026-03-02T09:00:00Z'), scanned: false },
  ).machine

it.runIf(existsSync(FILE))('tells robots from browsers as their publishers do', () => {
  const rows = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line))
  const wrong = rows.filter(({ ua, bot }) => isMachine(ua, 'clicked') !== bot)
  expect(wrong.map(({ ua }) => ua)).toEqual([])
  // An image that a provider's proxy fetches was looked at; nothing else may differ.
  const differing = rows.filter(({ ua }) => isMachine(ua, 'opened') !== isMachine(ua, 'clicked'))
  expect(differing.map(({ ua }) => ua).filter((ua) => !/(?:Image|Email)Proxy/.test(ua))).toEqual([])
  expect(rows.length).toBeGreaterThan(1_000)
})

it.skipIf(existsSync(FILE))(
  'skipped: the folder of published agents (../shared/corpora) is missing',
  () => {},
)
