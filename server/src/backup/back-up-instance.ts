import { join, resolve } from 'node:path'
import { type BackupProgress, type Manifest, writeBackup } from '#platform/backup/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { waitingJobs } from '#platform/jobs/index.ts'
import type { Config } from '../config.ts'
import type { Instance } from '../open-instance.ts'
import { readProgramVersion } from '../program-version.ts'

export type MadeBackup = { path: string; bytes: number; manifest: Manifest }

/** Writes a backup of the whole installation, beside a running server or without one. */
export const backUpInstance = async (
  { db, secrets }: Pick<Instance, 'db' | 'secrets'>,
  options: {
    config: Pick<Config, 'workingDir'>
    clock: Clock
    /** A file, or a folder that is there. Default: a name with the time, in the working folder. */
    out: string | undefined
    signal?: AbortSignal
    onProgress?: (progress: BackupProgress) => void
  },
): Promise<MadeBackup> => {
  const { config, clock, out, signal, onProgress } = options
  const name = `cadenza-backup-${clock.now().toISOString().slice(0, 19).replaceAll(':', '-')}Z.zip`
  const path = resolve(
    config.workingDir,
    out === undefined ? name : out.endsWith('/') ? join(out, name) : out,
  )
  const { manifest, bytes } = await writeBackup({
    ...{ db, path, signal, onProgress },
    program: await readProgramVersion(),
    secretKeyFingerprint: secrets.fingerprint,
    now: () => clock.now(),
    readJobs: waitingJobs,
  })
  return { path, bytes, manifest }
}
