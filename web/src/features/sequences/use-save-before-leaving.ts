import { useBlocker } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Saving } from './saving.ts'

type Store = { flush(): Promise<unknown>; read(): { saving: Saving } }

/** Saves a draft before its page is left, and asks whoever would leave behind what could not be saved. */
export const useSaveBeforeLeaving = (store: Store): void => {
  useEffect(
    () => () => {
      void store.flush()
    },
    [store],
  )
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname) return false
      await store.flush()
      return (
        store.read().saving.state === 'failed' &&
        !window.confirm('Your last changes could not be saved. Leave them behind?')
      )
    },
    enableBeforeUnload: () => store.read().saving.state !== 'saved',
  })
}
