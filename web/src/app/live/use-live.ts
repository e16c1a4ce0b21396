import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useSession } from '../session.ts'
import { followChanges } from './follow-changes.ts'
import { gatherChanges, isTouched } from './gather-changes.ts'

const timers = {
  now: () => performance.now(),
  wait: (run: () => void, milliseconds: number) => {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** Reads anew what changes on the server, for as long as it is mounted. Answers whether the server is out of reach at the moment. */
export const useLive = (): boolean => {
  const queries = useQueryClient()
  const { companyId, userId } = useSession()
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    const over = new AbortController()
    const gathered = gatherChanges((paths) => {
      void queries.invalidateQueries({ predicate: (query) => isTouched(query, paths) })
    }, timers)
    followChanges({
      name: `cadenza-live-${companyId}-${userId}`,
      onPaths: gathered.add,
      onAway: setAway,
      signal: over.signal,
    })
    return () => {
      over.abort()
      gathered.stop()
    }
  }, [queries, companyId, userId])
  return isAway
}
