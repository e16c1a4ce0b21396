import { AppShell, Burger, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { DemoBanner } from '#features/demo/demo-banner.tsx'
import { Brand } from '#ui/brand.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { ConnectionSign } from '../live/connection-sign.tsx'
import { DESTINATIONS } from './destinations.ts'
import { Navigation } from './navigation.tsx'
import { openPalette } from './open-palette.ts'
import { SearchButton } from './search-button.tsx'
import classes from './shell.module.css'
import { ShortcutsHelp } from './shortcuts-help.tsx'
import { useFocusOnNavigation } from './use-focus-on-navigation.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

/** What stands around every page behind the sign-in: navigation, palette, keys. */
export const Shell = () => {
  const [isOpen, menu] = useDisclosure()
  const [isHelpOpen, help] = useDisclosure()
  const navigate = useNavigate()
  useFocusOnNavigation()
  useShortcuts('Everywhere', [
    { keys: 'Mod+k', label: 'Search and go to', run: openPalette, whileTyping: true },
    { keys: '?', label: 'Show these keys', run: help.open },
    ...DESTINATIONS.flat().map(({ to, label, key }) => ({
      keys: `g ${key}`,
      label: `Go to ${label}`,
      run: () => void navigate({ to }),
    })),
  ])
  return (
    <AppShell
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      layout="alt"
      padding={{ base: 'md', md: 'xl' }}
    >
      <a href="#main" className={classes.skip}>
        Skip to the page
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.header} px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={menu.toggle}
              size="sm"
              aria-label="Navigation"
              aria-expanded={isOpen}
            />
            <Brand />
          </Group>
          <SearchButton isIcon />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} p="sm">
        <Navigation onChosen={menu.close} onHelp={help.open} onClose={menu.close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <div className={classes.main}>
          <DemoBanner />
          <Outlet />
        </div>
      </AppShell.Main>
      <ConnectionSign />
      <Suspense fallback={null}>
        <Palette />
      </Suspense>
      <ShortcutsHelp isOpen={isHelpOpen} onClose={help.close} />
    </AppShell>
  )
}
