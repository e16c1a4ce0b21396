import { Group, Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  title: string
  about?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** For what brings its own edges, such as a table. */
  isFlush?: boolean
}

/** A part of a page with a heading. Never one inside another. */
export const Section = ({ title, about, actions, children, isFlush = false }: Props) => (
  <Paper component="section" withBorder radius="lg" p={isFlush ? 0 : 'lg'} style={{ overflow: 'hidden' }}>
    <Group
      justify="space-between"
      align="flex-start"
      gap="sm"
      mb={isFlush ? 0 : 'md'}
      p={isFlush ? 'lg' : 0}
      pb={isFlush ? 'sm' : 0}
    >
      <div>
        <Title order={2}>{title}</Title>
        {about && (
          <Text c="dimmed" size="sm" mt={2}>
            {about}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
    {children}
  </Paper>
)
