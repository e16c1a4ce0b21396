import type { RandomBytes } from '#platform/ids/index.ts'

/** Numbers in [0, 1) that follow from a seed alone. */
export type Random = () => number

/** FNV-1a: spreads any text over 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}

/** SFC32, a small generator of good quality; not for secrets. */
export const seededRandom = (seed: string): Random => {
  let a = hash(seed)
  let b = hash(`${seed} b`)
  let c = hash(`${seed} c`)
  let counter = 1
  const next = (): number => {
    const result = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + result
    return (result >>> 0) / 0x1_0000_0000
  }
  // The first numbers still show how alike two seeds were.
  for (let round = 0; round < 12; round += 1) next()
  return next
}

export const seededBytes = (random: Random): RandomBytes => {
  return (size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256))
}

/** A number in [from, to). */
export const between = (random: Random, from: number, to: number): number => from + random() * (to - from)

/** One of several, each as likely. */
export const oneOf = <T>(random: Random, items: readonly [T, ...T[]]): T =>
  items[Math.floor(random() * items.length)] ?? items[0]
