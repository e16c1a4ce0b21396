import { Group, Paper, Skeleton, Text } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { sentenceOf } from '#api/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import classes from './home.module.css'

type Props = {
  to: LinkProps['to']
  icon: Icon
  label: string
  query: { isPending: boolean; error: Error | null }
  value: number
  note: string
  isUrgent?: boolean
}

/** A number of the day that leads to what it counts. */
export const NumberCard = ({ to, icon: Sign, label, query, value, note, isUrgent = false }: Props) => (
  <Paper
    withBorder
    radius="lg"
    p="lg"
    className={classes.card}
    renderRoot={(props) => <Link to={to} {...props} />}
  >
    <Group gap="xs" wrap="nowrap" c="dimmed">
      <Sign size={18} stroke={1.75} aria-hidden />
      <Text size="sm" fw={500}>
        {label}
      </Text>
    </Group>
    {query.error ? (
      <Text size="sm" c="red" mt="xs">
        {sentenceOf(query.error)}
      </Text>
    ) : (
      <>
        <Skeleton visible={query.isPending} w={query.isPending ? 80 : 'auto'} mt={6}>
          <Text className={classes.number}>{formatNumber(value)}</Text>
        </Skeleton>
        <Skeleton visible={query.isPending} mt={2}>
          <Text size="sm" c={isUrgent ? 'var(--mantine-color-error)' : 'dimmed'}>
            {note}
          </Text>
        </Skeleton>
      </>
    )}
  </Paper>
)
