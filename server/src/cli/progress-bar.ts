import { SingleBar } from 'cli-progress'

/** A bar on a terminal; elsewhere nothing is shown. */
export type ProgressBar = {
  show(progress: { done: number; total: number; what: string }): void
  stop(): void
}

export const createProgressBar = (): ProgressBar => {
  if (!process.stderr.isTTY) return { show: () => {}, stop: () => {} }
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {what}',
    stream: process.stderr,
    clearOnComplete: true,
  })
  bar.start(1, 0, { what: '' })
  return {
    show: ({ done, total, what }) => {
      bar.setTotal(Math.max(1, total))
      bar.update(done, { what })
    },
    stop: () => bar.stop(),
  }
}
