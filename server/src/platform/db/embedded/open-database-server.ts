import { rmdir } from 'node:fs/promises'
import { systemClock } from '#platform/clock/index.ts'
import {
  ensureDataFolder,
  listRegistered,
  locksFolder,
  type Registration,
  register,
  takeTurn,
} from '#platform/data-folder/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { connectDatabase } from '../connect-database.ts'
import type { DatabaseLog } from '../types.ts'
import { addressOf, DATABASE_NAME, prepareAddress, urlOf } from './address.ts'
import { chooseLaunch, type Launch, type LaunchWay } from './choose-launch.ts'
import { ensureCluster, pgDataOf, refuseOtherVersion } from './ensure-cluster.ts'
import { explainFailure } from './explain-failure.ts'
import { findBinaries } from './find-binaries.ts'
import { disownProcessId, findPostmaster } from './postmaster.ts'
import { startPostgres } from './start-postgres.ts'
import { stopPostgres } from './stop-postgres.ts'
import { whenReady } from './when-ready.ts'

const clock = systemClock()
const USER = 'database-user'
const JOIN_PATIENCE = 30_000
const WATCH_PAUSE = 1_000

export type DatabaseServer = {
  url: string
  /** Leaves the server, and stops it when nobody else uses it. Close every pool first. */
  close(): Promise<void>
}

type Options = {
  dataDir: string
  log: DatabaseLog
  /** False only for tests: rows may be lost if the machine goes down. */
  durable?: boolean
  /** Settings of PostgreSQL that go before all others. */
  settings?: Readonly<Record<string, string>>
  /** Narrows the ways in which PostgreSQL may be run, for tests. */
  ways?: readonly LaunchWay[]
}

type Context = {
  dataDir: string
  launch: Launch
  durable: boolean
  settings: Readonly<Record<string, string>>
  log: DatabaseLog
}

/**
 * The PostgreSQL server of a data folder: joined where one runs already, also one that outlived a killed process, and else made and
 * started. While open, a server that dies is started again. Throws an AppError with a sentence for the user when there can be none.
 */
export const openDatabaseServer = async (options: Options): Promise<DatabaseServer> => {
  const { dataDir, log, durable = true, settings = {} } = options
  const binaries = findBinaries()
  const context: Context = { dataDir, launch: chooseLaunch(binaries, options.ways), durable, settings, log }
  await ensureDataFolder(dataDir)
  await refuseOtherVersion(dataDir, binaries.major)
  const locks = locksFolder(dataDir)
  // Registered before its turn comes, so that somebody who leaves meanwhile lets the server run.
  const user = await register(locks, USER)
  try {
    const url = await takeTurn(locks, () => ensureRunning(context))
    const watch = new AbortController()
    const watching = keepRunning(context, watch.signal)
    let closing: Promise<void> | undefined
    const close = async () => {
      watch.abort()
      await watching
      await takeTurn(locks, () => leave(context, user))
    }
    return {
      url,
      close: () => {
        closing ??= close()
        return closing
      },
    }
  } catch (error) {
    await user.remove()
    throw error
  }
}

/** Call in the folder's turn. */
const ensureRunning = async (context: Context): Promise<string> => {
  const { dataDir, log } = context
  try {
    return (await joinRunning(context)) ?? (await startNew(context))
  } catch (error) {
    if (error instanceof AppError) throw error
    log.error({ err: error }, 'the database could not be started')
    throw await explainFailure({
      doing: 'start',
      output: error instanceof Error ? error.message : String(error),
      dataDir,
    })
  }
}

const joinRunning = async (context: Context): Promise<string | undefined> => {
  const { dataDir, log } = context
  const pgData = pgDataOf(dataDir)
  const postmaster = await findPostmaster(pgData)
  if (!postmaster) return undefined
  const address = await addressOf(postmaster, dataDir)
  const state = await whenReady({
    url: urlOf(address, 'postgres'),
    stillThere: async () => (await findPostmaster(pgData))?.pid === postmaster.pid,
    patience: JOIN_PATIENCE,
    log,
  })
  if (state === 'ready') {
    await ensureDatabase(urlOf(address, 'postgres'))
    return urlOf(address)
  }
  if (state === 'silent') {
    log.warn({ pid: postmaster.pid }, 'PostgreSQL runs but does not answer; it is started anew')
    await stopPostgres({ ...context, postmaster, pgData, url: urlOf(address, 'postgres') })
  }
  return undefined
}

const startNew = async (context: Context): Promise<string> => {
  const { dataDir, launch } = context
  await ensureCluster(context)
  await disownProcessId(pgDataOf(dataDir))
  const address = await prepareAddress(dataDir, launch.owner)
  await startPostgres({ ...context, address })
  await ensureDatabase(urlOf(address, 'postgres'))
  return urlOf(address)
}

const ensureDatabase = async (url: string): Promise<void> => {
  const server = connectDatabase({ url, maxConnections: 1 })
  try {
    const found = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_NAME])
    if (found.rowCount === 0) await server.query(`CREATE DATABASE ${DATABASE_NAME}`)
  } finally {
    await server.close()
  }
}

/** Call in the folder's turn. */
const leave = async (context: Context, user: Registration): Promise<void> => {
  const { dataDir } = context
  await user.remove()
  if ((await listRegistered(locksFolder(dataDir), USER)).length > 0) return
  const pgData = pgDataOf(dataDir)
  const postmaster = await findPostmaster(pgData)
  if (!postmaster) return
  const url = urlOf(await addressOf(postmaster, dataDir), 'postgres')
  await stopPostgres({ ...context, postmaster, pgData, url })
  const { socketFolder } = postmaster
  if (socketFolder && !socketFolder.startsWith(dataDir)) await rmdir(socketFolder).catch(() => {})
}

/** Until `signal`: a server that has died, by the system's hand or a full disk, is started again. */
const keepRunning = async (context: Context, signal: AbortSignal): Promise<void> => {
  const { dataDir, log } = context
  for (let pause = WATCH_PAUSE; ; ) {
    await clock.sleep(pause, signal)
    if (signal.aborted) return
    if (await findPostmaster(pgDataOf(dataDir))) {
      pause = WATCH_PAUSE
      continue
    }
    log.error({ dataDir }, 'PostgreSQL is gone; it is started again')
    try {
      await takeTurn(locksFolder(dataDir), () => ensureRunning(context))
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL could not be started again; this is tried until it works')
      pause = Math.min(pause * 2, 30_000)
    }
  }
}
