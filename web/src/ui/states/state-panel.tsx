import { Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props = {
  icon: Icon
  title: string
  text: ReactNode
  action?: ReactNode
  /** `red` for what went wrong. Default: the accent. */
  color?: string
  /** Within a card or a tab rather than in place of a page. */
  isSmall?: boolean
  /** In place of a whole page, whose heading it then has. */
  isPage?: boolean
}

/** What stands in place of content: an icon, a sentence, and the way on. */
export const StatePanel = ({
  icon: Sign,
  title,
  text,
  action,
  color = 'accent',
  isSmall = false,
  isPage = false,
}: Props) => (
  <Stack align="center" gap="xs" py={isSmall ? 'lg' : 64} px="md" ta="center">
    <ThemeIcon variant="light" color={color} size={isSmall ? 40 : 56} radius="xl" mb={4}>
      <Sign size={isSmall ? 20 : 28} stroke={1.5} aria-hidden />
    </ThemeIcon>
    <Title order={isPage ? 1 : isSmall ? 3 : 2} size={isSmall ? 'h3' : 'h2'}>
      {title}
    </Title>
    <Text c="dimmed" size="sm" maw={460}>
      {text}
    </Text>
    {action && <div>{action}</div>}
  </Stack>
)
