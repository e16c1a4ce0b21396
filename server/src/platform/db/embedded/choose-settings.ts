import { availableParallelism, totalmem } from 'node:os'

const MIB = 1024 * 1024
const GIB = 1024 * MIB

export type Machine = { memoryBytes: number; processors: number }

/** This machine, or the part of it that a container may use. */
export const thisMachine = (): Machine => {
  const limit = process.constrainedMemory()
  return {
    memoryBytes: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
    processors: availableParallelism(),
  }
}

/** PostgreSQL's settings for a server that shares its machine with Cadenza itself. Every commit is on the disk when it is reported. */
export const chooseSettings = ({ memoryBytes, processors }: Machine): Record<string, string> => ({
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: mebibytes(clamp(memoryBytes / 4, 32 * MIB, GIB)),
  effective_cache_size: mebibytes(clamp(memoryBytes / 2, 64 * MIB, 64 * GIB)),
  maintenance_work_mem: mebibytes(clamp(memoryBytes / 16, 16 * MIB, 256 * MIB)),
  work_mem: mebibytes(clamp(memoryBytes / 256, 4 * MIB, 16 * MIB)),
  max_connections: '100',
  max_parallel_workers_per_gather: String(clamp(Math.floor(processors / 2), 0, 2)),
  wal_compression: 'on',
  max_wal_size: '1GB',
  // A solid-state disk reads a random page about as fast as the next one.
  random_page_cost: '1.1',
  // Statements here are short; compiling them costs more than it saves.
  jit: 'off',
  // Claims and counters rewrite the same few rows all day; vacuum them before their tables swell.
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_naptime: '15s',
  log_line_prefix: "'%m [%p] '",
  log_checkpoints: 'off',
  timezone: "'UTC'",
  log_timezone: "'UTC'",
})

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

const mebibytes = (bytes: number): string => `${Math.floor(bytes / MIB)}MB`
