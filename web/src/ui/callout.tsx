import { Group, Paper, Text, ThemeIcon, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props = {
  icon: Icon
  /** Of the icon alone: the words are to be read calmly. */
  color: 'red' | 'orange' | 'accent'
  title: string
  /** What went wrong, which is told at once to those who hear the page. */
  isAlert?: boolean
  children: ReactNode
}

/** Something about the page that its reader should know before anything else. */
export const Callout = ({ icon: Sign, color, title, isAlert = false, children }: Props) => (
  <Paper withBorder radius="lg" p="md" role={isAlert ? 'alert' : undefined}>
    <Group wrap="nowrap" align="flex-start" gap="md">
      <ThemeIcon variant="light" color={color} size={36} radius="xl">
        <Sign size={20} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Title order={2} size="h3" mb={4}>
          {title}
        </Title>
        <Text component="div" size="sm">
          {children}
        </Text>
      </div>
    </Group>
  </Paper>
)
