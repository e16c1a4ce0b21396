import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/**
 * Names one process for good: its id and when it began, since a process id alone is given out again, above all after a reboot and in
 * containers. Letters, digits and `-` only, so that it can be part of a file name. Windows tells only the id.
 */
export type ProcessIdentity = string

/** The identity of a running process; undefined when there is none, or only a dead one that its parent has not collected. */
export const identityOf = async (pid: number): Promise<ProcessIdentity | undefined> => {
  if (process.platform === 'linux') return identityOnLinux(pid)
  if (!answersSignals(pid)) return undefined
  return process.platform === 'win32' ? `${pid}-0` : identityByPs(pid)
}

export const isRunning = async (identity: ProcessIdentity): Promise<boolean> =>
  (await identityOf(pidOf(identity))) === identity

export const pidOf = (identity: ProcessIdentity): number => Number.parseInt(identity, 10)

const identityOnLinux = async (pid: number): Promise<ProcessIdentity | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may itself hold brackets and blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state] = fields
    const ticksSinceBoot = fields[19]
    if (state === 'Z' || state === 'X' || ticksSinceBoot === undefined) return undefined
    return `${pid}-${ticksSinceBoot}-${await bootId()}`
  } catch {
    return undefined
  }
}

const bootId = async (): Promise<string> =>
  (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '0')).slice(0, 8)

const identityByPs = async (pid: number): Promise<ProcessIdentity | undefined> => {
  try {
    const { stdout } = await promisify(execFile)('/bin/ps', ['-o', 'lstart=', '-p', String(pid)])
    return `${pid}-${stdout.replaceAll(/[^0-9A-Za-z]/g, '')}`
  } catch {
    return undefined
  }
}

const answersSignals = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
