// Installs the packages when they are not there or not those of package-lock.json, and says so in one line on standard error. Plain
// JavaScript for the host's own Node (20 or later): everything else runs on the Node that this installs.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { takeTurn } from './take-turn.mjs'

const OLDEST_HOST = 20
const PINNED = 24

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const lockFile = join(root, 'package-lock.json')
const stampFile = join(modules, '.cadenza-installed')
const turnFolder = join(root, '.cache', 'installing')
const pinnedNode = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')

const say = (line) => process.stderr.write(`${line}\n`)

const fail = (line) => {
  say(line)
  process.exit(1)
}

const modifiedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs

const readText = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** What is to be installed, on what: a folder that was copied to another kind of machine is installed anew. */
const wanted = () =>
  `${createHash('sha256').update(readFileSync(lockFile)).digest('hex')} ${process.platform} ${process.arch}\n`

/**
 * npm writes its own copy of the lock file last, so where there is one the installation is whole. Whether it is that of the lock file
 * says our stamp; where somebody ran npm himself since, the times of the two files do.
 */
const isInstalled = () => {
  const installedAt = modifiedAt(join(modules, '.package-lock.json'))
  if (installedAt === undefined) return false
  if (readText(stampFile) === wanted()) return true
  return installedAt > (modifiedAt(stampFile) ?? 0) && installedAt >= modifiedAt(lockFile)
}

/** npm tells its scripts where it is; without it, the one on the PATH is taken, which is a batch file on Windows. */
const npmCommand = () => {
  const path = process.env.npm_execpath
  if (path?.endsWith('.js')) return { program: process.execPath, words: [path], shell: false }
  return { program: 'npm', words: [], shell: process.platform === 'win32' }
}

const runNpm = () =>
  new Promise((resolve) => {
    const { program, words, shell } = npmCommand()
    const all = [
      ...words,
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]
    // What an outer npm was told must not reach this one: `npm --prefix … start` would install into another folder.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !/^npm_config_(local_|global_)?prefix$|^npm_config_workspaces?$/i.test(name),
      ),
    )
    const child = spawn(program, all, { cwd: root, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }))
    child.once('close', (code) => resolve({ code, output }))
  })

const nodeWorks = () =>
  spawnSync(pinnedNode, ['--version'], { shell: process.platform === 'win32', stdio: 'ignore' }).status === 0

/** The pinned Node is built for glibc. On other systems the host's own does where it is as new. */
const ensureNode = () => {
  if (nodeWorks()) return
  if (Number.parseInt(process.versions.node, 10) < PINNED || process.platform === 'win32') {
    fail(
      `The Node ${PINNED} that comes with Cadenza does not run on this system (is it Alpine?). Install Node ${PINNED} or later yourself and start again.`,
    )
  }
  rmSync(pinnedNode, { force: true })
  symlinkSync(process.execPath, pinnedNode)
}

const install = async () => {
  const endTurn = await takeTurn(turnFolder)
  try {
    if (isInstalled()) return
    const began = Date.now()
    process.stderr.write('Installing the packages of Cadenza ... ')
    const { code, output } = await runNpm()
    if (code !== 0) {
      say('failed.')
      say(output.trimEnd())
      fail(
        'The packages could not be installed (npm ci, above). Is the npm registry in reach, and is there room on the disk?',
      )
    }
    ensureNode()
    writeFileSync(stampFile, wanted())
    say(`done in ${Math.round((Date.now() - began) / 1000)} s.`)
  } finally {
    endTurn()
  }
}

if (Number.parseInt(process.versions.node, 10) < OLDEST_HOST)
  fail(`Cadenza needs Node ${OLDEST_HOST} or later to install itself; this is Node ${process.versions.node}.`)
if (!isInstalled()) await install()
