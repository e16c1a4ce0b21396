import {
  appendFile,
  chmod,
  chown,
  lchown,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#platform/errors/index.ts'
import type { DatabaseLog } from '../types.ts'
import { DATABASE_USER, passwordFile } from './address.ts'
import type { Launch, User } from './choose-launch.ts'
import { explainFailure } from './explain-failure.ts'
import { runProgram } from './run-program.ts'

/** PostgreSQL's own data folder inside of ours. */
export const pgDataOf = (dataDir: string): string => join(dataDir, 'postgres')

/** Throws an AppError when the folder was made by another major version of PostgreSQL, which can neither read nor convert it. */
export const refuseOtherVersion = async (dataDir: string, major: string): Promise<void> => {
  const found = await versionOf(pgDataOf(dataDir))
  if (found === undefined || found === major) return
  throw new AppError({
    code: 'conflict',
    field: 'DATA_DIR',
    message: `The data folder ${dataDir} was made by PostgreSQL ${found}, but this version of Cadenza brings PostgreSQL ${major}, which cannot read it. Nothing was changed. To move: start the version of Cadenza that made it, copy its database with pg_dump -h ${join(dataDir, 'run')} -U ${DATABASE_USER} ${DATABASE_USER} into a file, start this version with another DATA_DIR, load the file there with psql, and bring secret.key along.`,
  })
}

/**
 * Makes the database's files where there are none. They are made beside their place and moved there when they are complete, so that a
 * crash or a full disk leaves nothing half made. Call only while no server runs on the folder.
 */
export const ensureCluster = async (options: {
  dataDir: string
  launch: Launch
  /** False only for tests: the files may be lost if the machine goes down. */
  durable: boolean
  log: DatabaseLog
}): Promise<void> => {
  const { dataDir, launch, log } = options
  const pgData = pgDataOf(dataDir)
  if (launch.spawnAs) await letThrough(dataDir)
  if ((await versionOf(pgData)) !== undefined) return takeOwnership(pgData, launch.owner)
  await refuseForeignFolder(pgData)
  const draft = `${pgData}.draft`
  await rm(draft, { recursive: true, force: true })
  try {
    await mkdir(draft, { mode: 0o700 })
    if (launch.owner) await chown(draft, launch.owner.uid, launch.owner.gid)
    const { code, output } = await runProgram(launch, initdbWords(options, draft))
    if (code !== 0) throw await explainFailure({ doing: 'make a new database', output, dataDir })
    await appendFile(
      join(draft, 'postgresql.conf'),
      "\n# Chosen by Cadenza for this machine at each start. Settings below this line go before them, and so does ALTER SYSTEM.\ninclude_if_exists = 'cadenza.conf'\n",
    )
    await rename(draft, pgData)
    await flushFolder(dirname(pgData))
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (error instanceof AppError) throw error
    const output = error instanceof Error ? error.message : String(error)
    throw await explainFailure({ doing: 'make a new database', output, dataDir })
  }
  log.info({ folder: pgData }, 'a new database was made')
}

/** PostgreSQL runs as somebody else, who has to pass our folder to reach his own in it. */
const letThrough = async (dataDir: string): Promise<void> =>
  chmod(dataDir, (await stat(dataDir)).mode | 0o011)

const initdbWords = (
  { dataDir, launch, durable }: Parameters<typeof ensureCluster>[0],
  draft: string,
): string[] => [
  ...[launch.binaries.initdb, '-D', draft, '-U', DATABASE_USER, '-E', 'UTF8', '--no-instructions'],
  // PostgreSQL's own locale sorts and folds the same on every system, whatever libraries come and go.
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ...(process.platform === 'win32'
    ? ['--auth=scram-sha-256', `--pwfile=${passwordFile(dataDir)}`]
    : ['--auth-local=trust', '--auth-host=reject']),
  ...(durable ? [] : ['--no-sync']),
]

const versionOf = async (pgData: string): Promise<string | undefined> => {
  try {
    return (await readFile(join(pgData, 'PG_VERSION'), 'utf8')).trim()
  } catch {
    return undefined
  }
}

const refuseForeignFolder = async (pgData: string): Promise<void> => {
  try {
    await rmdir(pgData)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return
    throw new AppError({
      code: 'conflict',
      field: 'DATA_DIR',
      message: `${pgData} holds files, but no database. Move it away, bring its backup back, or name another folder with DATA_DIR.`,
      cause,
    })
  }
}

/** Root runs PostgreSQL in different ways on different machines, and the files must belong to whom it runs as. */
const takeOwnership = async (pgData: string, owner: User | undefined): Promise<void> => {
  if (!owner || (await stat(pgData)).uid === owner.uid) return
  if (process.getuid?.() !== 0) {
    throw new AppError({
      code: 'unavailable',
      field: 'DATA_DIR',
      message: `The database in ${pgData} belongs to another user of this machine. Start Cadenza as that user, or give the data folder to this one with: chown -R ${owner.uid}:${owner.gid} ${dirname(pgData)}`,
    })
  }
  for (const entry of await readdir(pgData, { recursive: true, withFileTypes: true }))
    await lchown(join(entry.parentPath, entry.name), owner.uid, owner.gid)
  await chown(pgData, owner.uid, owner.gid)
}

const flushFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
