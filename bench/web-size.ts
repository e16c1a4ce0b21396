import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWeb } from '../e2e/web/build-web.ts'
import { type BenchRow, printRows } from './bench-row.ts'

/** kB of gzipped script that any page may need before it shows anything. */
const MOST = 300
const DIST = join(import.meta.dirname, '..', 'web', 'dist')
const ENTRY = 'index.html'

/** What Vite writes of each chunk, by its source or its name. */
type Chunk = { file: string; imports?: string[]; isDynamicEntry?: boolean; name?: string }
type Manifest = Record<string, Chunk>

/** A chunk and whatever it cannot do without. */
const needs = (manifest: Manifest, key: string, found: Set<string> = new Set()): Set<string> => {
  const chunk = manifest[key]
  if (chunk === undefined || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const other of chunk.imports ?? []) needs(manifest, other, found)
  return found
}

const sizes = new Map<string, number>()
const sizeOf = async (file: string): Promise<number> => {
  const known = sizes.get(file)
  if (known !== undefined) return known
  const size = gzipSync(await readFile(join(DIST, file)), { level: 9 }).byteLength / 1000
  sizes.set(file, size)
  return size
}

/**
 * The gzipped script of a first load of each page: the app with the shell around it, and the page with all it imports. A page whose parts load
 * when they are used (an editor, a chart) counts without them.
 */
export const benchWebSize = async (): Promise<BenchRow[]> => {
  await buildWeb()
  const manifest: Manifest = JSON.parse(await readFile(join(DIST, '.vite', 'manifest.json'), 'utf8'))
  const rows: BenchRow[] = []
  for (const key of Object.keys(manifest)) {
    if (!/^src\/features\/.*-page\.tsx$/.test(key)) continue
    const files = new Set([ENTRY, key].flatMap((one) => [...needs(manifest, one)]))
    let ours = 0
    for (const file of files) ours += await sizeOf(file)
    const name = `first load of ${key.replace('src/features/', '').replace('.tsx', '')}`
    rows.push({ name, kind: 'size', ours, limit: MOST, ratio: ours / MOST, target: 1 })
  }
  return rows.sort((a, b) => b.ours - a.ours)
}

if (import.meta.main) printRows(await benchWebSize())
