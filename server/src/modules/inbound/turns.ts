import { AppError } from '#platform/errors/index.ts'

/** Waits for a turn, does the work, and gives the turn back. */
export type Turns = <Result>(whose: string, work: () => Promise<Result>) => Promise<Result>

/**
 * Lets only so much work run at once, in all and for one, so that nobody keeps the others waiting; the rest waits in the order in which it
 * came. Throws `unavailable` to whoever has too much waiting already.
 */
export const createTurns = (limits: { atOnce: number; ofOne: number; waitingOfOne: number }): Turns => {
  const running: string[] = []
  const waiting: { whose: string; begin(): void }[] = []
  const of = (some: readonly string[], whose: string): number => some.filter((one) => one === whose).length
  const isFree = (whose: string): boolean =>
    running.length < limits.atOnce && of(running, whose) < limits.ofOne

  const beginNext = (): void => {
    const index = waiting.findIndex(({ whose }) => isFree(whose))
    const [next] = index < 0 ? [] : waiting.splice(index, 1)
    if (!next) return
    running.push(next.whose)
    next.begin()
  }

  const takeTurn = async (whose: string): Promise<void> => {
    if (isFree(whose)) {
      running.push(whose)
      return
    }
    if (waiting.filter((one) => one.whose === whose).length >= limits.waitingOfOne)
      throw new AppError({
        code: 'unavailable',
        message: 'Many attachments are being fetched at this moment. Try again in a minute.',
      })
    await new Promise<void>((begin) => waiting.push({ whose, begin }))
  }

  return async (whose, work) => {
    await takeTurn(whose)
    try {
      return await work()
    } finally {
      running.splice(running.indexOf(whose), 1)
      beginNext()
    }
  }
}
