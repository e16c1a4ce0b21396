// Builds the web app into web/dist when it is not there or its sources changed; otherwise takes a tenth of a second. What an open page of
// the build before may still ask for stays for a week. Ends with 1 and says why when it cannot be built: what was there stays.
import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { takeTurn } from './take-turn.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const web = join(root, 'web')
const dist = join(web, 'dist')
const fresh = join(web, '.fresh')
const stampFile = join(dist, '.stamp')

const SOURCES = ['web/src', 'packages/contracts/src']
const FILES = [
  'web/index.html',
  'web/vite.config.ts',
  'web/postcss.config.cjs',
  'web/package.json',
  'package-lock.json',
  'scripts/build-web.mjs',
]
const COMPRESSED = new Set(['.js', '.css', '.html', '.svg', '.json'])
const KEPT_MILLISECONDS = 7 * 24 * 3_600_000

const filesIn = async (folder) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const hashSources = async () => {
  const found = await Promise.all(SOURCES.map((source) => filesIn(join(root, source))))
  const files = [
    ...found.flat().filter((file) => !/\.test\.tsx?$/.test(file)),
    ...FILES.map((file) => join(root, file)),
  ]
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(relative(root, file)).update(await readFile(file))
  return hash.digest('hex')
}

const isBuilt = async (wanted) => (await readFile(stampFile, 'utf8').catch(() => '')) === wanted

const compress = async (file) => {
  if (!COMPRESSED.has(extname(file))) return
  const content = await readFile(file)
  const brotli = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  }
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, brotli))
}

const removeOld = async (current) => {
  for (const file of await filesIn(join(dist, 'assets'))) {
    if (current.has(relative(dist, file))) continue
    if (Date.now() - (await stat(file)).mtimeMs > KEPT_MILLISECONDS) await rm(file, { force: true })
  }
}

const build = async (wanted) => {
  // Whatever the caller has: under a test runner React would come with everything that development needs.
  process.env.NODE_ENV = 'production'
  const { build: runVite } = await import('vite')
  await rm(fresh, { recursive: true, force: true })
  await runVite({ configFile: join(web, 'vite.config.ts'), logLevel: 'warn', build: { outDir: fresh } })
  await Promise.all((await filesIn(fresh)).map(compress))
  const made = new Set((await filesIn(fresh)).map((file) => relative(fresh, file)))
  await mkdir(dist, { recursive: true })
  // The page that names the new files comes last.
  await cp(fresh, dist, { recursive: true, filter: (file) => !/index\.html(\.gz|\.br)?$/.test(file) })
  for (const file of made) if (/^index\.html/.test(file)) await rename(join(fresh, file), join(dist, file))
  await removeOld(made)
  await writeFile(stampFile, wanted)
  await rm(fresh, { recursive: true, force: true })
}

const ensureBuilt = async () => {
  if (await isBuilt(await hashSources())) return
  const endTurn = await takeTurn(join(root, '.cache', 'building-web'))
  try {
    const wanted = await hashSources()
    if (await isBuilt(wanted)) return
    const began = Date.now()
    process.stderr.write('Building the web app ... ')
    await build(wanted)
    process.stderr.write(`done in ${Math.ceil((Date.now() - began) / 1000)} s.\n`)
  } finally {
    endTurn()
  }
}

try {
  await ensureBuilt()
} catch (error) {
  process.stderr.write(
    `failed.\n${error.stack ?? error}\nThe web app could not be built (above). Try again with: npm run web:build\n`,
  )
  process.exitCode = 1
}
