import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { AppError } from '#platform/errors/index.ts'
import type { User } from './choose-launch.ts'
import type { Binaries } from './find-binaries.ts'

/** Only root writes there, so nobody can lay a program of his own in our way. */
const SHARED_FOLDERS = ['/var/lib', '/usr/local/lib']

/** The programs if `user` can run them where they are, else a copy of them that he can; made once per version. Called as root. */
export const readableBinaries = (
  binaries: Binaries,
  user: User,
  sharedFolders: readonly string[] = SHARED_FOLDERS,
): Binaries => {
  if (spawnSync(binaries.postgres, ['--version'], { ...user, stdio: 'ignore' }).status === 0) return binaries
  const parent = sharedFolders.find((folder) => existsSync(folder))
  if (parent === undefined) {
    throw new AppError({
      code: 'unavailable',
      message: `PostgreSQL refuses to run as root, and other users cannot read ${binaries.folder}. Install Cadenza outside of root's home folder, or set DATABASE_URL to a database on a PostgreSQL server.`,
    })
  }
  const home = join(parent, 'cadenza')
  const copy = join(home, `postgresql-${binaries.version}`)
  if (!existsSync(copy)) {
    mkdirSync(home, { recursive: true, mode: 0o755 })
    const draft = mkdtempSync(join(home, 'draft-'))
    try {
      cpSync(binaries.folder, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
      renameSync(join(draft, 'native'), copy)
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  const moved = (path: string) => join(copy, relative(binaries.folder, path))
  return {
    ...binaries,
    folder: copy,
    postgres: moved(binaries.postgres),
    initdb: moved(binaries.initdb),
    pgCtl: moved(binaries.pgCtl),
  }
}
