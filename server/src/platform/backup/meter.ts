import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'

/** A stream that lets everything through and knows afterwards what it was. */
export type Meter = { stream: Transform; read(): { bytes: number; sha256: string } }

/** @param onBytes told of every piece that passed; what it throws ends the stream */
export const createMeter = (onBytes: (bytes: number) => void): Meter => {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      try {
        onBytes(chunk.length)
        done(null, chunk)
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
  return { stream, read: () => ({ bytes, sha256: hash.copy().digest('hex') }) }
}
