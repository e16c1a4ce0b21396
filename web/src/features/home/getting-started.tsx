import { Button, Group, List, Progress, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconCircle } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { Section } from '#ui/section.tsx'
import type { StartedStep } from './use-started-steps.ts'

const WORDS: Readonly<
  Record<StartedStep['key'], { title: string; text: string; button: string; to: LinkProps['to'] }>
> = {
  mailbox: {
    title: 'Connect your mailbox',
    text: 'Mails leave from the address that you write from, and answers are read there.',
    button: 'Connect a mailbox',
    to: '/mailboxes/new',
  },
  prospects: {
    title: 'Bring your prospects',
    text: 'A CSV is enough; its columns are guessed, and you see what each row will do.',
    button: 'Import a CSV',
    to: '/prospects/import',
  },
  cadence: {
    title: 'Write a cadence',
    text: 'Mails, calls and tasks with waits between them. Begin with the example if you like.',
    button: 'Write a cadence',
    to: '/cadences',
  },
  start: {
    title: 'Start your first prospects',
    text: 'Before you do, you see on which days their mails will leave.',
    button: 'Choose prospects',
    to: '/prospects',
  },
}

/** The way to the first mail: what is done, and the button for what comes next. */
export const GettingStarted = ({ steps }: { steps: readonly StartedStep[] }) => {
  const done = steps.filter(({ isDone }) => isDone).length
  const next = steps.find(({ isDone }) => isDone === false)
  return (
    <Section title="Getting started" about={`${done} of ${steps.length} done`}>
      <Progress value={(100 * done) / steps.length} size="sm" mb="lg" aria-label="Getting started" />
      <List
        listStyleType="none"
        spacing="lg"
        styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}
      >
        {steps.map(({ key, isDone }) => {
          const { title, text, button, to } = WORDS[key]
          return (
            <List.Item key={key}>
              <Group gap="md" wrap="nowrap" align="flex-start">
                <ThemeIcon
                  variant={isDone ? 'filled' : 'light'}
                  color={isDone ? 'accent' : 'gray'}
                  radius="xl"
                  size={26}
                  aria-label={isDone ? 'Done' : 'Not done yet'}
                  role="img"
                >
                  {isDone ? <IconCheck size={16} /> : <IconCircle size={16} />}
                </ThemeIcon>
                <Stack gap={4} flex={1} align="flex-start">
                  <Text fw={550} size="sm" {...(isDone && { c: 'dimmed' })}>
                    {title}
                  </Text>
                  {!isDone && (
                    <Text c="dimmed" size="sm">
                      {text}
                    </Text>
                  )}
                  {!isDone && (
                    <Button
                      mt={4}
                      variant={next?.key === key ? 'filled' : 'default'}
                      renderRoot={(props) => <Link to={to} {...props} />}
                    >
                      {button}
                    </Button>
                  )}
                </Stack>
              </Group>
            </List.Item>
          )
        })}
      </List>
    </Section>
  )
}
