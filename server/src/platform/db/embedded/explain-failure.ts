import { statfs } from 'node:fs/promises'
import { AppError } from '#platform/errors/index.ts'

const MIB = 1024 * 1024
/** A PostgreSQL that starts writes at least one 16 MB file of its log. */
const LEAST_FREE = 32 * MIB

/** Turns what PostgreSQL printed before it gave up into one sentence with what to do. `doing` completes "PostgreSQL could not …". */
export const explainFailure = async (options: {
  doing: string
  output: string
  dataDir: string
}): Promise<AppError> => {
  const { doing, output, dataDir } = options
  const free = await freeBytes(dataDir)
  if (
    /No space left on device|Disk quota exceeded/i.test(output) ||
    (free !== undefined && free < LEAST_FREE)
  ) {
    const left = free === undefined ? '' : ` (${Math.floor(free / MIB)} MB free)`
    return unavailable(
      `The disk that holds ${dataDir} is full${left}, so PostgreSQL could not ${doing}. Nothing that was saved is lost: make room and start again.`,
    )
  }
  if (process.getuid?.() === 0 && /Permission denied/.test(output)) {
    return unavailable(
      `PostgreSQL could not ${doing}: it refuses to run as root, and the user it runs as instead cannot reach ${dataDir}. Name a folder that he can reach with DATA_DIR, such as /var/lib/cadenza.`,
    )
  }
  const reason = reasonIn(output)
  return unavailable(
    `PostgreSQL could not ${doing}: ${reason ?? 'it gave no reason'}. Its log is in ${dataDir}.`,
  )
}

const unavailable = (message: string): AppError => new AppError({ code: 'unavailable', message })

/** The last complaint, with the hint that follows it; lines of its log begin with a time and a process id. */
const reasonIn = (output: string): string | undefined => {
  const lines = output.split('\n').map((line) => line.replace(/^[\d-]+ [\d:.]+ \w+ \[\d+\] /, '').trim())
  const at = lines.findLastIndex((line) => /^(FATAL|PANIC|ERROR):|(: error:|: fatal:)/.test(line))
  const complaint = at < 0 ? lines.findLast((line) => line !== '') : lines[at]
  const hint = lines.slice(at + 1).find((line) => /^HINT:/.test(line))
  const text = [complaint, hint]
    .filter(Boolean)
    .map((line) => line?.replace(/^(FATAL|PANIC|ERROR|HINT|.*?: error):\s*/, ''))
  return text.length === 0 ? undefined : text.join('; ').replace(/[.?]+$/, '')
}

const freeBytes = async (folder: string): Promise<number | undefined> => {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return undefined
  }
}
