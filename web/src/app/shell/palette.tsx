import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconSearch, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { DESTINATIONS } from './destinations.ts'
import { paletteStore } from './open-palette.ts'
import { useProspectsFor } from './use-prospects-for.ts'

/** Ctrl-K: every page by its name, and prospects by theirs. */
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
  const people: SpotlightActionGroupData = {
    group: 'Prospects',
    actions: useProspectsFor(query).map(({ id, firstName, lastName, email, company }) => ({
      id,
      label: [firstName, lastName].filter(Boolean).join(' ') || email,
      description: [email, company].filter(Boolean).join(', '),
      // The server found him, perhaps by a field that is not shown.
      keywords: [query],
      leftSection: <IconUser size={20} stroke={1.5} aria-hidden />,
      onClick: () => void navigate({ to: '/prospects/$prospectId', params: { prospectId: id } }),
    })),
  }
  return (
    <Spotlight
      store={paletteStore}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      actions={[pages, people]}
      limit={20}
      scrollable
      maxHeight={420}
      highlightQuery
      nothingFound="Nothing is called so."
      searchProps={{
        leftSection: <IconSearch size={20} stroke={1.5} aria-hidden />,
        placeholder: 'Go to a page, or find a prospect',
        'aria-label': 'Search',
      }}
    />
  )
}
