import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const FOLDER = join(import.meta.dirname, '..', '.generated')
const TYPES = join(FOLDER, 'api.d.ts')
const STAMP = join(FOLDER, 'stamp')

/** What the document is made from: routes and schemas, and the versions of what writes them. */
const SOURCES = ['server/src', 'packages/contracts/src', 'package-lock.json']

const hashSources = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const files = source.endsWith('.json') ? [source] : await sourcesIn(source)
    for (const file of files) hash.update(file).update(await readFile(join(ROOT, file)))
  }
  return hash.digest('hex')
}

const sourcesIn = async (folder: string): Promise<string[]> =>
  (await readdir(join(ROOT, folder), { recursive: true }))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
    .sort()

/** At once, so that nobody reads half a file. */
const replaceFile = async (path: string, text: string): Promise<void> => {
  const fresh = `${path}.${process.pid}`
  await writeFile(fresh, text)
  await rename(fresh, path)
}

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

/** Writes the types of the app API's client, when what they are made from has changed. */
const writeClient = async (): Promise<void> => {
  const wanted = await hashSources()
  if ((await readText(STAMP)) === wanted) return
  // Loaded only where they are needed: reading the stamp takes a tenth of a second, and loading these several.
  const { default: openapiTypescript, astToString } = await import('openapi-typescript')
  const { writeAppApiDocument } = await import('../../server/src/app-api-document.ts')
  const nodes = await openapiTypescript(await writeAppApiDocument(), { alphabetize: true })
  await mkdir(FOLDER, { recursive: true })
  await replaceFile(TYPES, astToString(nodes))
  await replaceFile(STAMP, wanted)
}

await writeClient()
