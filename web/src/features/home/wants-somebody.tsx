import { Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Section } from '#ui/section.tsx'
import classes from './home.module.css'
import { useWants } from './use-wants.ts'
import { WantLink } from './want-link.tsx'

/** What stands still until somebody looks at it, each line leading to where it is mended. Nothing when there is nothing. */
export const WantsSomebody = () => {
  const wants = useWants()
  if (wants.length === 0) return null
  return (
    <Section title="Waits for somebody" isFlush>
      {wants.map(({ key, place, icon: Sign, title, text }) => (
        <WantLink key={key} place={place}>
          <Sign size={20} stroke={1.5} aria-hidden />
          <div className={classes.words}>
            <Text size="sm" fw={550}>
              {title}
            </Text>
            <Text size="sm" c="dimmed" lineClamp={2}>
              {text}
            </Text>
          </div>
          <IconChevronRight size={18} stroke={1.5} aria-hidden />
        </WantLink>
      ))}
    </Section>
  )
}
