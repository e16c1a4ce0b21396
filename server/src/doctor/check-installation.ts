import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { livingProcesses } from '#platform/process/index.ts'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import type { Finding } from './finding.ts'

const MEGABYTE = 1024 * 1024
/** Below this an import or a backup may fill the disk. */
const LITTLE_ROOM = 1024 * MEGABYTE
const WORRYING_SKEW_SECONDS = 5

type Checked = Pick<App, 'db' | 'clock' | 'accounts' | 'trackingWarning'>

/** What the whole installation stands on: database, disk, key, public address, a server that runs. */
export const checkInstallation = async (app: Checked, config: Config): Promise<Finding[]> => [
  await checkDatabase(app, config),
  await checkDisk(config),
  ...(await checkKeyFile(config)),
  ...(await checkProcesses(app)),
  ...(app.trackingWarning === null
    ? [{ level: 'fine' as const, about: 'Public address', found: `${config.publicUrl}` }]
    : [{ level: 'warning' as const, about: 'Public address', found: app.trackingWarning }]),
  ...((await app.accounts.claimPath()) === undefined
    ? []
    : [
        {
          level: 'warning' as const,
          about: 'Users',
          found: 'Nobody has set this installation up yet.',
          todo: 'Open the link that npm start prints, or run: cadenza user add --company NAME --email YOU',
        },
      ]),
]

const checkDatabase = async ({ db, clock }: Checked, config: Config): Promise<Finding> => {
  const where = config.databaseUrl === undefined ? `embedded, in ${config.dataDir}` : 'at DATABASE_URL'
  const { rows } = await db.query<{ version: string; now: Date }>(
    `SELECT current_setting('server_version') AS version, clock_timestamp() AS now`,
  )
  const skew = Math.abs((rows[0]?.now.getTime() ?? 0) - clock.now().getTime()) / 1000
  const found = `PostgreSQL ${rows[0]?.version}, ${where}`
  if (skew < WORRYING_SKEW_SECONDS) return { level: 'fine', about: 'Database', found }
  return {
    level: 'warning',
    about: 'Database',
    found: `${found}; its clock differs from this machine's by ${Math.round(skew)} s`,
    todo: 'Let both machines keep time by NTP; processes judge each other by the clock.',
  }
}

const checkDisk = async ({ dataDir }: Config): Promise<Finding> => {
  const { bavail, bsize } = await statfs(dataDir)
  const room = bavail * bsize
  const found = `${Math.round(room / MEGABYTE).toLocaleString('en')} MB free at ${dataDir}`
  return room > LITTLE_ROOM
    ? { level: 'fine', about: 'Disk', found }
    : { level: 'problem', about: 'Disk', found, todo: 'Make room: a full disk stops sending and importing.' }
}

const checkKeyFile = async (config: Config): Promise<Finding[]> => {
  if (config.secretKey !== undefined || process.platform === 'win32') return []
  const path = join(config.dataDir, 'secret.key')
  const { mode } = await stat(path)
  if ((mode & 0o077) === 0) return [{ level: 'fine', about: 'Secret key', found: path }]
  return [
    {
      level: 'problem',
      about: 'Secret key',
      found: `${path} can be read by other users of this machine`,
      todo: `chmod 600 ${path}`,
    },
  ]
}

const checkProcesses = async ({ db, clock }: Checked): Promise<Finding[]> => {
  const living = await livingProcesses(db, clock.now())
  const working = new Set(living.flatMap(({ roles }) => roles))
  const missing = ['api', 'engine', 'mail', 'jobs'].filter((role) => !working.has(role))
  if (living.length === 0)
    return [
      {
        level: 'problem',
        about: 'Server',
        found: 'No server runs, so nothing is sent or read.',
        todo: 'npm start',
      },
    ]
  const found = living
    .map(({ host, pid, roles }) => `process ${pid} on ${host} (${roles.join(', ')})`)
    .join('; ')
  if (missing.length === 0) return [{ level: 'fine', about: 'Server', found }]
  return [
    {
      level: 'problem',
      about: 'Server',
      found: `${found}; none does: ${missing.join(', ')}`,
      todo: `Start one with --roles ${missing.join(',')}.`,
    },
  ]
}
