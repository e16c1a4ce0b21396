import { Anchor, Button, Group, Text, ThemeIcon } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Time } from '#ui/time/index.ts'
import type { ToldEvent } from '../types.ts'
import { describeEvent } from './describe-event.ts'
import { NoteText } from './note-text.tsx'
import { SIGNS } from './signs.ts'
import classes from './timeline.module.css'

/** In characters: what is shown of a text before it is asked for. */
const SHORT = 280

/** One thing that happened; its texts are text and never markup. */
export const TimelineEntry = ({ event }: { event: ToldEvent }) => {
  const told = describeEvent(event)
  const { icon: SignIcon, color } = SIGNS[told.sign]
  return (
    <li className={classes.entry}>
      <ThemeIcon variant="light" color={told.isQuiet ? 'gray' : color} size={32} radius="xl" aria-hidden>
        <SignIcon size={17} stroke={1.5} />
      </ThemeIcon>
      <div>
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start" pt={5}>
          <Text
            size="sm"
            className={told.isQuiet ? classes.quiet : undefined}
            fw={told.isQuiet ? 400 : 500}
            style={{ overflowWrap: 'anywhere' }}
          >
            {told.title}
          </Text>
          <Text size="xs" c="dimmed" pt={2} style={{ whiteSpace: 'nowrap' }}>
            <Time at={event.occurredAt} />
          </Text>
        </Group>
        <Byline event={event} />
        {told.text && <FoldedText text={told.text} label={told.textLabel ?? 'all'} />}
        {event.note && <NoteText note={event.note} prospectId={event.prospectId ?? ''} />}
      </div>
    </li>
  )
}

/** Who did it, from which mailbox, and the way to the whole exchange. */
const Byline = ({ event }: { event: ToldEvent }) => {
  const parts = [
    event.user && event.kind !== 'note_added' ? `by ${event.user.name || event.user.email}` : '',
    event.mailbox ? `mailbox ${event.mailbox}` : '',
  ].filter(Boolean)
  const thread = event.answer ? event.threadId : null
  if (parts.length === 0 && thread === null) return null
  return (
    <Text size="xs" c="dimmed">
      {parts.join(', ')}
      {thread !== null && (
        <>
          {parts.length > 0 && ' · '}
          <Anchor size="xs" renderRoot={(props) => <Link to="/inbox" search={{ thread }} {...props} />}>
            Answer in the inbox
          </Anchor>
        </>
      )}
    </Text>
  )
}

const FoldedText = ({ text, label }: { text: string; label: string }) => {
  const [isWhole, setWhole] = useState(false)
  const isLong = text.length > SHORT
  return (
    <div className={classes.text}>
      {isLong && !isWhole ? `${text.slice(0, SHORT).trimEnd()} …` : text}
      {isLong && (
        <Button
          variant="subtle"
          size="compact-xs"
          mt={6}
          ml={-6}
          display="block"
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? 'Show less' : `Show ${label}`}
        </Button>
      )}
    </div>
  )
}
