import { ActionIcon, Button, Kbd, Text } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { openPalette } from './open-palette.ts'

/** Opens the palette; an icon where there is little room. */
export const SearchButton = ({ isIcon = false }: { isIcon?: boolean }) =>
  isIcon ? (
    <ActionIcon variant="subtle" color="gray" size="lg" onClick={openPalette} aria-label="Search and go to">
      <IconSearch size={20} stroke={1.75} />
    </ActionIcon>
  ) : (
    <Button
      variant="default"
      fullWidth
      justify="space-between"
      onClick={openPalette}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      rightSection={<Kbd size="xs">Ctrl K</Kbd>}
      styles={{ label: { flex: 1 } }}
    >
      <Text size="sm" c="dimmed">
        Search
      </Text>
    </Button>
  )
