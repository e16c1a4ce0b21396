import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { DESTINATIONS } from './destinations.ts'

const [store, palette] = createSpotlight()

export const openPalette = (): void => palette.open()

/** Ctrl-K: every page by its name. */
export const Palette = () => {
  const [query, setQuery] = useState('')
  const navigate = useNavigate()
  const pages: SpotlightActionGroupData = {
    group: 'Pages',
    actions: DESTINATIONS.flat().map(({ to, label, about, icon: Sign }) => ({
      id: to,
      label,
      description: about,
      leftSection: <Sign size={20} stroke={1.5} aria-hidden />,
      onClick: () => void navigate({ to }),
    })),
  }
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      actions={[pages]}
      limit={20}
      scrollable
      maxHeight={420}
      highlightQuery
      nothingFound="Nothing is called so."
      searchProps={{
        leftSection: <IconSearch size={20} stroke={1.5} aria-hidden />,
        placeholder: 'Go to a page',
        'aria-label': 'Search',
      }}
    />
  )
}
