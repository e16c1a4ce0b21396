import type { FastifyReply } from 'fastify'

/** Header values are short and of visible ASCII. */
const LONGEST = 1000

/** Names the keys of a request that mean nothing to us in `x-ignored-fields`, percent-encoded where they are not plain. */
export const noteIgnored = (reply: FastifyReply, names: readonly string[]): void => {
  if (names.length === 0) return
  const unique = [...new Set(names)].map((name) =>
    /^[\w.$-]{1,100}$/.test(name) ? name : encodeURIComponent(name.toWellFormed()),
  )
  let text = ''
  for (const name of unique) {
    const longer = text === '' ? name : `${text}, ${name}`
    if (longer.length > LONGEST) break
    text = longer
  }
  reply.header('x-ignored-fields', text === '' ? `${unique.length} keys` : text)
}
