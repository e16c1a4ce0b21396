import { Group, Text } from '@mantine/core'

/** The mark and the name. */
export const Brand = ({ size = 20 }: { size?: number }) => (
  <Group gap={8} wrap="nowrap">
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <path
        fill="light-dark(var(--mantine-color-accent-6), var(--mantine-color-accent-4))"
        d="M3 10h3v4H3zm5-4h3v12H8zm5-3h3v18h-3zm5 5h3v8h-3z"
      />
    </svg>
    <Text fw={700} fz="md" lts="-0.01em">
      Cadenza
    </Text>
  </Group>
)
