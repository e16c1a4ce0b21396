import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { AppError } from '#platform/errors/index.ts'
import type { Binaries } from './find-binaries.ts'
import { readableBinaries } from './readable-binaries.ts'

export type User = { uid: number; gid: number }

/** How PostgreSQL's programs are started. */
export type Launch = {
  binaries: Binaries
  /** Words before the program's own. */
  prefix: readonly string[]
  /** The user the process becomes when it is spawned. */
  spawnAs: User | undefined
  /** Whose the database's files are; undefined where there are no users (Windows). */
  owner: User | undefined
}

export type LaunchWay = 'direct' | 'namespace' | 'capability' | 'user'

/**
 * PostgreSQL refuses to run as root, and initdb to run under a user id that has no name. Of these, the first that works here is taken:
 * - as the user we are, where neither is the case;
 * - in a user namespace in which we have the id of an ordinary user: outside of it, all files stay ours;
 * - as an ordinary user who keeps the one capability of root to pass folders that are closed to him, such as root's own home;
 * - as an ordinary user, with a copy of the programs where he can read them; he must then be able to reach the data folder.
 */
export const chooseLaunch = (
  binaries: Binaries,
  ways: readonly LaunchWay[] = ['direct', 'namespace', 'capability', 'user'],
): Launch => {
  for (const way of ways) {
    const launch = LAUNCHES[way](binaries)
    if (launch) return launch
  }
  const who =
    process.getuid?.() === 0 ? 'PostgreSQL refuses to run as root' : 'PostgreSQL needs a user with a name'
  throw new AppError({
    code: 'unavailable',
    field: 'DATABASE_URL',
    message: `${who}, and no other way to run it works here. Start Cadenza as an ordinary user that has a name in /etc/passwd, or set DATABASE_URL to a database on a PostgreSQL server.`,
  })
}

const LAUNCHES: Record<LaunchWay, (binaries: Binaries) => Launch | undefined> = {
  direct: (binaries) => {
    const self = ownUser()
    if (self?.uid === 0 || (self && !hasName())) return undefined
    return { binaries, prefix: [], spawnAs: undefined, owner: self }
  },
  namespace: (binaries) => {
    const user = ordinaryUser()
    if (!user) return undefined
    const prefix = ['unshare', '--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`]
    return works(prefix, binaries) ? { binaries, prefix, spawnAs: undefined, owner: ownUser() } : undefined
  },
  capability: (binaries) => {
    const user = ordinaryUser()
    if (!user) return undefined
    // Without no_setuid_fixup, access(2) would ignore the capability, and initdb asks access(2) for its own programs.
    const prefix = [
      ...['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'],
      ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--bounding-set=-all,+dac_override'],
      '--securebits=+no_setuid_fixup',
    ]
    return works(prefix, binaries) ? { binaries, prefix, spawnAs: undefined, owner: user } : undefined
  },
  user: (binaries) => {
    const user = ordinaryUser()
    if (!user || process.getuid?.() !== 0) return undefined
    return { binaries: readableBinaries(binaries, user), prefix: [], spawnAs: user, owner: user }
  },
}

const ownUser = (): User | undefined => {
  const uid = process.getuid?.()
  const gid = process.getgid?.()
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

const hasName = (): boolean => {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** A user with a name who is not root: PostgreSQL's own if the system has one, else nobody, else the first. */
const ordinaryUser = (): User | undefined => {
  const users = readPasswd()
  const found =
    users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody') ?? users[0]
  return found && { uid: found.uid, gid: found.gid }
}

const readPasswd = (): (User & { name: string })[] => {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
      .filter(({ name, uid, gid }) => name && uid > 0 && gid > 0)
  } catch {
    return []
  }
}

const works = (prefix: readonly string[], { postgres }: Binaries): boolean => {
  const [program = '', ...words] = prefix
  return spawnSync(program, [...words, postgres, '--version'], { stdio: 'ignore' }).status === 0
}
