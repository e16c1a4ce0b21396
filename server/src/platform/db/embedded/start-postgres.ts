import type { ChildProcess } from 'node:child_process'
import { chown, type FileHandle, open, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '#platform/clock/index.ts'
import type { DatabaseLog } from '../types.ts'
import { type Address, listenSettings, urlOf } from './address.ts'
import type { Launch } from './choose-launch.ts'
import { chooseSettings, thisMachine } from './choose-settings.ts'
import { pgDataOf } from './ensure-cluster.ts'
import { explainFailure } from './explain-failure.ts'
import { runProgram, startProgram } from './run-program.ts'
import { whenReady } from './when-ready.ts'

const clock = systemClock()
const LARGEST_LOG = 10_000_000
const START_PATIENCE = 60_000
const RETRIES = 100
const RETRY_PAUSE = 200

type StartOptions = {
  dataDir: string
  launch: Launch
  address: Address
  durable: boolean
  settings: Readonly<Record<string, string>>
  log: DatabaseLog
}

/** Starts a server on the folder and waits until it answers. Throws an AppError with PostgreSQL's own reason when it does not. */
export const startPostgres = async (options: StartOptions): Promise<void> => {
  await writeSettings(options)
  for (let retries = 0; ; retries += 1) {
    const output = await startOnce(options)
    if (output === undefined) return
    // Children of a server that was killed end within moments of it, and hold its memory till then.
    const wait = /shared memory block.*still in use/.test(output) && retries < RETRIES
    if (!wait) throw await explainFailure({ doing: 'start', output, dataDir: options.dataDir })
    await clock.sleep(RETRY_PAUSE)
  }
}

/** What it logged before it gave up, or undefined when it is ready. */
const startOnce = async (options: StartOptions): Promise<string | undefined> => {
  const logFile = await openLog(options.dataDir)
  try {
    const { size } = await logFile.stat()
    const server =
      process.platform === 'win32' ? await startByPgCtl(options) : startDirectly(options, logFile)
    const state = await whenReady({
      url: urlOf(options.address, 'postgres'),
      stillThere: async () => server.exitCode === null && server.signalCode === null,
      patience: START_PATIENCE,
      log: options.log,
    })
    if (state === 'ready') return undefined
    if (state === 'silent') server.kill('SIGINT')
    const written = Buffer.alloc(64_000)
    const { bytesRead } = await logFile.read(written, 0, written.length, size)
    return written.toString('utf8', 0, bytesRead)
  } finally {
    await logFile.close()
  }
}

type Started = Pick<ChildProcess, 'exitCode' | 'signalCode' | 'kill'>

const startDirectly = (options: StartOptions, logFile: FileHandle): Started => {
  const { launch, dataDir } = options
  const child = startProgram(
    launch,
    [launch.binaries.postgres, '-D', pgDataOf(dataDir), ...switches(options)],
    logFile.fd,
  )
  // A program that cannot be started at all has no exit code of its own.
  const started: Started = {
    get exitCode() {
      return failed ? 1 : child.exitCode
    },
    get signalCode() {
      return child.signalCode
    },
    kill: (signal) => child.kill(signal),
  }
  let failed = false
  child.once('error', (error) => {
    failed = true
    options.log.error({ err: error }, 'PostgreSQL cannot be started')
  })
  // It outlives us; whoever leaves last stops it.
  child.unref()
  return started
}

/** On Windows only pg_ctl gives up the rights of an administrator, without which PostgreSQL refuses to run. */
const startByPgCtl = async (options: StartOptions): Promise<Started> => {
  const { launch, dataDir } = options
  const { code } = await runProgram(launch, [
    ...[launch.binaries.pgCtl, 'start', '-w', '-D', pgDataOf(dataDir), '-l', logPath(dataDir)],
    ...[
      '-o',
      switches(options)
        .map((word) => `"${word}"`)
        .join(' '),
    ],
  ])
  return { exitCode: code === 0 ? null : code, signalCode: null, kill: () => false }
}

const switches = ({ address, durable, settings }: StartOptions): string[] =>
  Object.entries({
    ...listenSettings(address),
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])

const logPath = (dataDir: string): string => join(dataDir, 'postgres.log')

const openLog = async (dataDir: string): Promise<FileHandle> => {
  const path = logPath(dataDir)
  const size = await stat(path).then(
    (state) => state.size,
    () => 0,
  )
  if (size > LARGEST_LOG) await rename(path, `${path}.old`)
  return open(path, 'a+', 0o600)
}

/** The settings that fit this machine, in a file that the user's own settings go before. On a full disk the last ones stay. */
const writeSettings = async ({ dataDir, launch, log }: StartOptions): Promise<void> => {
  const path = join(pgDataOf(dataDir), 'cadenza.conf')
  const text = Object.entries(chooseSettings(thisMachine()))
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('')
  try {
    await writeFile(`${path}.new`, text, { mode: 0o600 })
    if (launch.owner) await chown(`${path}.new`, launch.owner.uid, launch.owner.gid)
    await rename(`${path}.new`, path)
  } catch (error) {
    log.warn({ err: error }, "PostgreSQL's settings could not be written; it starts with those it had")
  }
}
