/** Work that is done in rounds, never two at once. */
export type Worker = {
  /** There may be something to do: begins a round, or another after the one under way. */
  kick(): void
  isWorking(): boolean
}

/** @param round answers whether there may be more to do at once; when it fails, the next one begins after `onError` */
export const createWorker = (deps: {
  round(): Promise<boolean>
  onError(error: unknown): Promise<void>
  onRest(): void
}): Worker => {
  let working = false
  let kicked = false
  const work = async (): Promise<void> => {
    working = true
    while (kicked) {
      kicked = false
      try {
        if (await deps.round()) kicked = true
      } catch (error) {
        kicked = true
        await deps.onError(error)
      }
    }
    working = false
    deps.onRest()
  }
  return {
    kick: () => {
      kicked = true
      if (!working) void work()
    },
    isWorking: () => working,
  }
}
