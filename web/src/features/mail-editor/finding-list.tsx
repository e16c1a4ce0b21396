import { Stack, Text, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import classes from './mail-editor.module.css'

export type ShownFinding = { severity: 'mistake' | 'warning' | 'hint'; message: string; about?: string }

const SIGNS = {
  mistake: { icon: IconCircleX, color: 'var(--mantine-color-error)', word: 'Mistake' },
  warning: {
    icon: IconAlertTriangle,
    color: 'light-dark(var(--mantine-color-orange-8), var(--mantine-color-orange-4))',
    word: 'Warning',
  },
  hint: { icon: IconInfoCircle, color: 'var(--mantine-color-dimmed)', word: 'Hint' },
} as const

/** Mistakes, warnings and hints below each other; says so where there are none. */
export const FindingList = ({ findings, none }: { findings: readonly ShownFinding[]; none: string }) => {
  if (findings.length === 0)
    return (
      <div className={classes.finding}>
        <IconCircleCheck size={18} color="var(--mantine-color-accent-6)" aria-hidden />
        <Text size="sm">{none}</Text>
      </div>
    )
  return (
    <Stack gap="sm" component="ul" m={0} p={0} styles={{ root: { listStyle: 'none' } }}>
      {findings.map(({ severity, message, about }) => {
        const { icon: Sign, color, word } = SIGNS[severity]
        return (
          <li className={classes.finding} key={`${about} ${message}`}>
            <Sign size={18} color={color} aria-hidden />
            <div>
              <VisuallyHidden>{word}: </VisuallyHidden>
              {about !== undefined && (
                <Text size="xs" c="dimmed">
                  {about}
                </Text>
              )}
              <Text size="sm">{message}</Text>
            </div>
          </li>
        )
      })}
    </Stack>
  )
}
