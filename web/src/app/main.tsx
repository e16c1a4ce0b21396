import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './base.css'
import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { ShortcutsProvider } from '#ui/shortcuts/index.ts'
import { createQueryClient } from './query-client.ts'
import { createAppRouter } from './router.tsx'
import { cssVariables, theme } from './theme.ts'

const Toasts = lazy(async () => ({ default: (await import('./toasts.tsx')).Toasts }))

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element #root.')

/** Back to where the session ended, once somebody is signed in again. */
const goToSignIn = (): void => {
  const { pathname, href } = router.state.location
  if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { to: href } })
}
const queryClient = createQueryClient({ onSignedOut: goToSignIn })
const router = createAppRouter(queryClient)

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ShortcutsProvider>
          <ModalsProvider>
            <Suspense fallback={null}>
              <Toasts />
            </Suspense>
            <RouterProvider router={router} />
          </ModalsProvider>
        </ShortcutsProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
