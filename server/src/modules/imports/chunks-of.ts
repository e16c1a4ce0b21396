/** Bytes as they come, in chunks of so many bytes; the last may be shorter. */
export async function* chunksOf(
  content: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array, void, void> {
  const chunk = Buffer.alloc(size)
  let filled = 0
  for await (const piece of content)
    for (let read = 0; read < piece.length; ) {
      const part = piece.subarray(read, read + size - filled)
      chunk.set(part, filled)
      filled += part.length
      read += part.length
      if (filled < size) continue
      yield chunk
      filled = 0
    }
  if (filled > 0) yield chunk.subarray(0, filled)
}
