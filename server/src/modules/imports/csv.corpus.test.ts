import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRecordScanner } from './scan-records.ts'
import { sniffDelimiter } from './sniff-delimiter.ts'

/** Published test cases of other CSV readers. They are not part of the project; this test is extra. */
const MANIFEST = join(import.meta.dirname, '../../../../../shared/corpora/manifests/csv.jsonl')
const there = existsSync(MANIFEST)

type Row = {
  id: string
  input: unknown
  header?: boolean
  config?: Record<string, unknown> | null
  expected: { data?: unknown[]; errors?: unknown[] } | Record<string, string>[]
}

/** Ours are the delimiters, the quote, no comments, and texts that stay texts. */
const OTHERS = [
  'comments',
  'quoteChar',
  'escapeChar',
  'dynamicTyping',
  'preview',
  'skipFirstNLines',
  'newline',
  'fastMode',
]

/** Where we differ on purpose: a lone CR ends a row whatever the first line ended with; blanks may stand before a quoted cell. */
const ON_PURPOSE = new Set(['papaparse/parse-9', 'papaparse/core-17'])

test.runIf(there)('reads the published cases that are ours to read', () => {
  const wrong: string[] = []
  let count = 0
  for (const line of readFileSync(MANIFEST, 'utf8').split('\n').filter(Boolean)) {
    const row: Row = JSON.parse(line)
    const expected = expectedCells(row)
    if (typeof row.input !== 'string' || !expected || ON_PURPOSE.has(row.id)) continue
    if (OTHERS.some((option) => row.config?.[option] !== undefined)) continue
    const given = row.config?.delimiter
    if (typeof given === 'string' && !/^[,;|\t]$/.test(given)) continue
    const text = row.input.replace(/^\ufeff/, '')
    const scanner = createRecordScanner(typeof given === 'string' ? given : sniffDelimiter(text))
    const records = [...scanner.push(text), ...scanner.end()]
    const got = records.map(({ cells }) => cells.map((cell) => cell.trim()))
    count += 1
    if (JSON.stringify(got) !== JSON.stringify(expected)) wrong.push(`${row.id}: ${JSON.stringify(got)}`)
  }
  process.stdout.write(`published CSV cases: ${count - wrong.length} of ${count}\n${wrong.join('\n')}\n`)
  expect(count).toBeGreaterThan(60)
  expect(wrong).toEqual([])
})

/** The rows of the expectation as ours would have them: trimmed, none that are empty, the header among them; none where it is an error. */
const expectedCells = ({ expected, header, config }: Row): string[][] | undefined => {
  if (Array.isArray(expected)) return header ? ofObjects(expected) : undefined
  if (expected.errors?.length || !Array.isArray(expected.data) || config?.header) return undefined
  const rows = expected.data.filter((cells) => Array.isArray(cells))
  return withoutEmpty(rows.map((cells) => cells.map((cell: unknown) => String(cell).trim())))
}

const ofObjects = (rows: Record<string, string>[]): string[][] => [
  Object.keys(rows[0] ?? {}),
  ...rows.map((row) => Object.values(row).map((cell) => cell.trim())),
]

const withoutEmpty = (rows: string[][]): string[][] =>
  rows.filter((cells) => cells.some((cell) => cell !== ''))

test.skipIf(there)('skipped: the folder of published cases (../shared/corpora) is missing', () => {})
