import { execFile } from 'node:child_process'
import { readFile, readlink, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { identityOf } from '#platform/data-folder/index.ts'

/** What a PostgreSQL server writes about itself into its data folder. */
export type Postmaster = { pid: number; port: number; socketFolder: string }

/** The server that runs on a PostgreSQL data folder, whoever started it; undefined when there is none. */
export const findPostmaster = async (pgData: string): Promise<Postmaster | undefined> => {
  const lines = await readLines(pgData)
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if ((await identityOf(pid)) === undefined || !(await worksIn(pid, pgData))) return undefined
  return { pid, port: Number(lines[3]), socketFolder: lines[4] ?? '' }
}

/** An id that no system gives out. */
const NO_PROCESS = 2_147_483_646

/**
 * Makes a postmaster.pid that a crash left behind harmless. PostgreSQL would refuse to start as long as its process id answers, and it
 * does when it was given to another program, or when nobody collected the dead server. The file is kept, for it also lets PostgreSQL
 * find children of the old server that are still alive. Call only when no server runs on the folder.
 */
export const disownProcessId = async (pgData: string): Promise<void> => {
  const lines = await readLines(pgData)
  if (lines.length === 0) return
  await writeFile(join(pgData, 'postmaster.pid'), [String(NO_PROCESS), ...lines.slice(1)].join('\n'))
}

const readLines = async (pgData: string): Promise<string[]> => {
  try {
    return (await readFile(join(pgData, 'postmaster.pid'), 'utf8')).split('\n')
  } catch {
    return []
  }
}

/** Whether a process is a PostgreSQL server on this folder, and not a stranger that was given the id of a dead one. */
const worksIn = async (pid: number, pgData: string): Promise<boolean> => {
  // There a server is reached through a pipe named after its id, so that a stranger cannot be meant.
  if (process.platform === 'win32') return true
  try {
    if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(pgData))
    const { stdout } = await promisify(execFile)('/bin/ps', ['-o', 'command=', '-p', String(pid)])
    return stdout.includes(pgData)
  } catch {
    return false
  }
}
