import { randomBytes } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identityOf, isRunning, type ProcessIdentity, pidOf } from './process-identity.ts'

/**
 * What running processes say about themselves in a folder, as empty files called `kind.process.random`. No two registrations share a
 * name, so clearing away those of dead processes cannot hit a living one; and an empty file fits on a disk that is full.
 */
export type Registration = { file: string; pid: number; remove(): Promise<void> }

export const register = async (folder: string, kind: string): Promise<Registration> => {
  const identity = await identityOf(process.pid)
  if (identity === undefined) throw new Error(`this system does not tell when process ${process.pid} began`)
  const file = `${kind}.${identity}.${randomBytes(6).toString('hex')}`
  await writeFile(join(folder, file), '', { flag: 'wx', mode: 0o600 })
  return { file, pid: process.pid, remove: () => rm(join(folder, file), { force: true }) }
}

/** The registrations of one kind whose processes run, without `except`. Those of dead processes are removed. */
export const listRegistered = async (
  folder: string,
  kind: string,
  except?: Registration,
): Promise<Pick<Registration, 'file' | 'pid'>[]> => {
  const found: Pick<Registration, 'file' | 'pid'>[] = []
  for (const file of await readdir(folder)) {
    const identity = identityIn(file, kind)
    if (identity === undefined || file === except?.file) continue
    if (await isRunning(identity)) found.push({ file, pid: pidOf(identity) })
    else await rm(join(folder, file), { force: true })
  }
  return found
}

const identityIn = (file: string, kind: string): ProcessIdentity | undefined => {
  const [fileKind, identity, random] = file.split('.')
  return fileKind === kind && random !== undefined ? identity : undefined
}
