import { ActionIcon, Box, Group, Stack, Tooltip } from '@mantine/core'
import { IconKeyboard, IconX } from '@tabler/icons-react'
import { Brand } from '#ui/brand.tsx'
import { DESTINATIONS } from './destinations.ts'
import { NavigationLink } from './navigation-link.tsx'
import { SearchButton } from './search-button.tsx'
import { useNavigationCounts } from './use-navigation-counts.ts'
import { UserMenu } from './user-menu.tsx'

type Props = { onChosen(): void; onHelp(): void; onClose(): void }

/** The navigation at the left; on a phone it covers the page until something is chosen. */
export const Navigation = ({ onChosen, onHelp, onClose }: Props) => {
  const counts = useNavigationCounts()
  return (
    <Stack h="100%" gap="md">
      <Group justify="space-between" px={10} pt={6} wrap="nowrap">
        <Brand />
        <Group gap={4} wrap="nowrap">
          <Tooltip label="Keys (?)">
            <ActionIcon variant="subtle" color="gray" onClick={onHelp} aria-label="Show the keys">
              <IconKeyboard size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <ActionIcon
            hiddenFrom="sm"
            variant="subtle"
            color="gray"
            onClick={onClose}
            aria-label="Close the navigation"
          >
            <IconX size={18} stroke={1.75} />
          </ActionIcon>
        </Group>
      </Group>
      <Box visibleFrom="sm">
        <SearchButton />
      </Box>
      <Stack component="nav" aria-label="Main" gap="lg" flex={1} style={{ overflowY: 'auto' }}>
        {DESTINATIONS.map((group) => (
          <Stack key={group[0]?.to} gap={2}>
            {group.map((destination) => (
              <NavigationLink
                key={destination.to}
                destination={destination}
                count={counts[destination.to]}
                onChosen={onChosen}
              />
            ))}
          </Stack>
        ))}
      </Stack>
      <UserMenu />
    </Stack>
  )
}
