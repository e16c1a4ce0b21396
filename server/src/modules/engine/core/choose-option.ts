import type { MailOption } from '#modules/sequences/definition.ts'

/**
 * One of a mail step's options by their weights; null when all are switched off.
 *
 * @param random in [0, 1)
 */
export const chooseOption = <O extends Pick<MailOption, 'weight'>>(
  options: readonly O[],
  random: number,
): O | null => {
  const running = options.filter(({ weight }) => weight > 0)
  const total = running.reduce((sum, { weight }) => sum + weight, 0)
  let left = random * total
  for (const option of running) {
    if (left < option.weight) return option
    left -= option.weight
  }
  return running.at(-1) ?? null
}
