import { Badge, type MantineColor } from '@mantine/core'

export type Tone = 'good' | 'busy' | 'quiet' | 'warning' | 'bad'

const COLORS: Readonly<Record<Tone, MantineColor>> = {
  good: 'accent',
  busy: 'blue',
  quiet: 'gray',
  warning: 'orange',
  bad: 'red',
}

/** A state in a word, in one of five tones. */
export const StateBadge = ({ tone, label }: { tone: Tone; label: string }) => (
  <Badge variant="light" color={COLORS[tone]} radius="sm" tt="none" fw={550} size="md">
    {label}
  </Badge>
)
