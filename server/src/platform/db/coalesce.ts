/**
 * Makes one set-based run out of calls that arrive together: those of one key that come within a turn of the event loop, or while
 * `mostRuns` runs of that key are under way, are handed to `run` as one list. A lone call waits for nothing but the end of its turn.
 *
 * `run` answers in the order of its items, with an Error where an item failed by itself. When it rejects as a whole, each item is run
 * alone, so that one bad item does not fail its neighbours; it must therefore have done nothing when it rejects.
 */
export const coalesce = <Item, Result>(options: {
  /** Only items of one key share a run: a company, as no statement may cross companies. */
  keyOf: (item: Item) => string
  run: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>
  /** Default 100. */
  mostItems?: number
  /** Runs of one key at once; more only make the lists shorter. Default 2. */
  mostRuns?: number
}): ((item: Item) => Promise<Result>) => {
  const { keyOf, run, mostItems = 100, mostRuns = 2 } = options
  const queues = new Map<string, Queue<Item, Result>>()

  const start = (key: string, queue: Queue<Item, Result>): void => {
    queue.scheduled = false
    while (queue.waiting.length > 0 && queue.runs < mostRuns) {
      const calls = queue.waiting.splice(0, mostItems)
      queue.runs += 1
      void settle(run, calls).finally(() => {
        queue.runs -= 1
        start(key, queue)
      })
    }
    const idle = queue.waiting.length === 0 && queue.runs === 0 && !queue.scheduled
    if (idle && queues.get(key) === queue) queues.delete(key)
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      const key = keyOf(item)
      let queue = queues.get(key)
      if (!queue) {
        queue = { waiting: [], runs: 0, scheduled: false }
        queues.set(key, queue)
      }
      queue.waiting.push({ item, resolve, reject })
      if (queue.scheduled || queue.runs >= mostRuns) return
      queue.scheduled = true
      const scheduled = queue
      setImmediate(() => start(key, scheduled))
    })
}

type Call<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

type Queue<Item, Result> = { waiting: Call<Item, Result>[]; runs: number; scheduled: boolean }

const settle = async <Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  calls: readonly Call<Item, Result>[],
): Promise<void> => {
  try {
    const results = await run(calls.map(({ item }) => item))
    if (results.length !== calls.length)
      throw new Error(`a coalesced run of ${calls.length} items answered for ${results.length}`)
    for (const [index, call] of calls.entries()) {
      const result = results[index] as Result | Error
      if (result instanceof Error) call.reject(result)
      else call.resolve(result)
    }
  } catch (error) {
    const [only, ...others] = calls
    if (only && others.length === 0) only.reject(error)
    else for (const call of calls) await settle(run, [call])
  }
}
