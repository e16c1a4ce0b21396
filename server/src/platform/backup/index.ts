export type { Manifest } from './manifest.ts'
export { type OpenBackup, openBackup } from './open-backup.ts'
export { type RestoreProgress, requireEmpty, restoreBackup } from './restore-backup.ts'
export { type BackupProgress, writeBackup } from './write-backup.ts'
