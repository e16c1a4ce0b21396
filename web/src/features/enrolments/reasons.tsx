import { Anchor, List, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { countOf, formatNumber } from '#ui/numbers.ts'
import type { SameReason } from './types.ts'

/** Groups of prospects of whom the same is to be said, with the first of them by name. */
export const Reasons = ({ title, reasons }: { title: string; reasons: readonly SameReason[] }) => (
  <Stack gap={6}>
    <Text fw={600} size="sm">
      {title}
    </Text>
    <List size="sm" spacing={6} listStyleType="none">
      {reasons.map(({ kind, reason, prospects, examples }) => (
        <List.Item key={`${kind} ${reason}`}>
          <Text size="sm">
            <Text span inherit fw={600}>
              {countOf(prospects, 'prospect')}
            </Text>
            {' · '}
            {reason}
          </Text>
          <Text size="xs" c="dimmed">
            {examples.slice(0, 5).map(({ prospectId, email, name }, index) => (
              <span key={prospectId}>
                {index > 0 && ', '}
                <Anchor
                  inherit
                  renderRoot={(props) => (
                    <Link to="/prospects/$prospectId" params={{ prospectId }} {...props} />
                  )}
                >
                  {name === '' ? email : name}
                </Anchor>
              </span>
            ))}
            {prospects > 5 && ` and ${formatNumber(prospects - 5)} more`}
          </Text>
        </List.Item>
      ))}
    </List>
  </Stack>
)
