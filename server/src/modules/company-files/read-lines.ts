import { pipeline, type Readable } from 'node:stream'
import { createMeter, type Meter } from '#platform/backup/index.ts'
import { invalidInput, messageOf } from '#platform/errors/index.ts'
import type { Content } from './manifest.ts'

const NEWLINE = 10
const MOST_LINES = 1_000
const MOST_BYTES = 4 * 1024 * 1024

/**
 * The lines of an entry, some at a time. At the end throws an AppError where there are not as many as were written, or others.
 *
 * @param content what the manifest says of them
 */
export async function* readLines(
  source: Readable,
  { name, rows, sha256 }: { name: string } & Content,
): AsyncGenerator<string[], void, void> {
  const meter = createMeter(() => {})
  let lines: string[] = []
  let bytes = 0
  let count = 0
  let rest: Buffer[] = []
  for await (const piece of piecesOf(source, { name, meter })) {
    let from = 0
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
      rest.push(piece.subarray(from, end))
      const line = Buffer.concat(rest).toString('utf8')
      rest = []
      from = end + 1
      lines.push(line)
      bytes += line.length
      count += 1
      if (lines.length < MOST_LINES && bytes < MOST_BYTES) continue
      yield lines
      lines = []
      bytes = 0
    }
    rest.push(piece.subarray(from))
  }
  if (lines.length > 0) yield lines
  if (count !== rows) throw damaged(`${name} has ${count} lines, but ${rows} were written`)
  if (meter.read().sha256 !== sha256) throw damaged(`the bytes of ${name} are not those that were written`)
}

async function* piecesOf(
  source: Readable,
  { name, meter }: { name: string; meter: Meter },
): AsyncGenerator<Buffer, void, void> {
  try {
    // Whichever fails ends the other.
    for await (const piece of pipeline(source, meter.stream, () => {})) yield piece
  } catch (cause) {
    throw damaged(`${name} cannot be read: ${messageOf(cause)}`, cause)
  }
}

export const damaged = (how: string, cause?: unknown) =>
  invalidInput('FILE', `The file was damaged: ${how}. Nothing was imported; use another.`, cause)
