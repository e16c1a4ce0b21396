import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** A page that takes longer to be drawn is left alone: by then somebody works in it. */
const PATIENCE = 5_000

/** After going to another page the focus stands at its beginning, as after loading one; within a page it stays. */
export const useFocusOnNavigation = (): void => {
  const router = useRouter()
  useEffect(() => {
    let stopWaiting = (): void => {}
    const unsubscribe = router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
      if (!pathChanged) return
      stopWaiting()
      stopWaiting = focusNextTitle()
    })
    return () => {
      unsubscribe()
      stopWaiting()
    }
  }, [router])
}

/** Focuses the title that comes in place of the one that is there, unless the focus went elsewhere meanwhile. Answers how to give up. */
const focusNextTitle = (): (() => void) => {
  const before = document.getElementById('page-title')
  const observer = new MutationObserver(() => {
    const title = document.getElementById('page-title')
    if (title === null || title === before) return
    stop()
    if (document.activeElement === null || document.activeElement === document.body)
      title.focus({ preventScroll: true })
  })
  const stop = (): void => {
    observer.disconnect()
    clearTimeout(timer)
  }
  const timer = setTimeout(stop, PATIENCE)
  observer.observe(document.body, { childList: true, subtree: true })
  return stop
}
