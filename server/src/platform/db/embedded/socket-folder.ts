import { randomBytes } from 'node:crypto'
import { chown, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { User } from './choose-launch.ts'

/** The socket's name as PostgreSQL makes it from its port; the port means nothing else here. */
export const SOCKET_PORT = 5432
const SOCKET_NAME = `.s.PGSQL.${SOCKET_PORT}`

/** What fits into the kernel's `sockaddr_un` beside the closing zero. */
const LONGEST_PATH = process.platform === 'darwin' ? 103 : 107

/**
 * A private folder for PostgreSQL's socket: `run` in the data folder, or, where that path is too long or its disk cannot hold sockets,
 * a short one among the temporary files, whose path is kept in the file `socket-folder` so that it stays the same. Call only when no
 * server runs on the data folder: what a killed one left in the folder is removed, since PostgreSQL would take its process id, once
 * it is given to another program, for a server that still listens.
 */
export const prepareSocketFolder = async (dataDir: string, owner: User | undefined): Promise<string> => {
  const folder = await findFolder(dataDir, owner)
  for (const file of [SOCKET_NAME, `${SOCKET_NAME}.lock`]) await rm(join(folder, file), { force: true })
  return folder
}

const findFolder = async (dataDir: string, owner: User | undefined): Promise<string> => {
  const own = join(dataDir, 'run')
  if (fits(own) && (await usePrivateFolder(own, owner)) && (await holdsSockets(own))) return own
  const note = join(dataDir, 'socket-folder')
  const noted = await readFile(note, 'utf8').catch(() => '')
  if (noted && fits(noted) && (await usePrivateFolder(noted, owner))) return noted
  const parent = fits(join(tmpdir(), 'cadenza-XXXXXX')) ? tmpdir() : '/tmp'
  const made = await mkdtemp(join(parent, 'cadenza-'))
  if (owner) await chown(made, owner.uid, owner.gid)
  await writeFile(note, made)
  return made
}

const fits = (folder: string): boolean => Buffer.byteLength(join(folder, SOCKET_NAME)) <= LONGEST_PATH

/** Makes the folder, or takes the one that is there if nobody else can reach into it. */
const usePrivateFolder = async (folder: string, owner: User | undefined): Promise<boolean> => {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return false
  }
  const state = await lstat(folder)
  const users = [process.getuid?.(), owner?.uid]
  if (!state.isDirectory() || (state.mode & 0o077) !== 0 || !users.includes(state.uid)) return false
  if (owner && state.uid !== owner.uid) await chown(folder, owner.uid, owner.gid)
  return true
}

const holdsSockets = (folder: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(join(folder, `.probe${randomBytes(3).toString('hex')}`), () =>
      server.close(() => resolve(true)),
    )
  })
