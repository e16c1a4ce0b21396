import { Group, Kbd, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useShortcutGroups } from '#ui/shortcuts/index.ts'

type Props = { isOpen: boolean; onClose(): void }

/** Every key that does something on the page behind it. */
export const ShortcutsHelp = ({ isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="Keys" size="xl">
    <Lists />
  </Modal>
)

const Lists = () => {
  const groups = useShortcutGroups()()
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
      {groups.map(({ name, shortcuts }) => (
        <Stack key={name} gap="xs">
          <Title order={3}>{name}</Title>
          {shortcuts.map(({ keys, label }) => (
            <Group key={keys} justify="space-between" wrap="nowrap">
              <Text size="sm">{label}</Text>
              <Group gap={4} wrap="nowrap">
                {keys.split(/[ +]/).map((key) => (
                  <Kbd key={key}>{key === 'Mod' ? 'Ctrl' : key}</Kbd>
                ))}
              </Group>
            </Group>
          ))}
        </Stack>
      ))}
    </SimpleGrid>
  )
}
