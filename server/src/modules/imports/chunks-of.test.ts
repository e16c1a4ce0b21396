import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunksOf } from './chunks-of.ts'

test('however the bytes come, the chunks hold them in order, all full but the last', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 30 })),
      fc.integer({ min: 1, max: 20 }),
      async (pieces, size) => {
        const content = async function* () {
          yield* pieces
        }
        const chunks: Buffer[] = []
        for await (const chunk of chunksOf(content(), size)) chunks.push(Buffer.from(chunk))
        expect(Buffer.concat(chunks)).toEqual(Buffer.concat(pieces))
        for (const chunk of chunks.slice(0, -1)) expect(chunk.length).toBe(size)
        expect(chunks.at(-1)?.length).not.toBe(0)
      },
    ),
  ))
