import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** After going to another page the focus stands at its beginning, as after loading one; within a page it stays. */
export const useFocusOnNavigation = (): void => {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation)
          requestAnimationFrame(() => document.getElementById('page-title')?.focus({ preventScroll: true }))
      }),
    [router],
  )
}
