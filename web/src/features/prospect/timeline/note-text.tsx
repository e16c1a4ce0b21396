import { Button, Group, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '#app/session.ts'
import { offerUndo } from '#ui/undo.tsx'
import type { ToldEvent } from '../types.ts'
import classes from './timeline.module.css'
import { useNotes } from './use-notes.ts'

type Props = { note: NonNullable<ToldEvent['note']>; prospectId: string }

/** A note as it stands; whoever wrote it, or an admin, edits and deletes it. */
export const NoteText = ({ note, prospectId }: Props) => {
  const { userId, role } = useSession()
  const [isEditing, setEditing] = useState(false)
  const { add, remove } = useNotes(prospectId)
  const isOwn = note.userId === userId || role === 'admin'
  if (isEditing) return <NoteEditor note={note} prospectId={prospectId} onClose={() => setEditing(false)} />
  const drop = (): void =>
    remove.mutate(note.id, {
      onSuccess: () => offerUndo({ message: 'The note is deleted.', onUndo: () => add.mutate(note.text) }),
    })
  return (
    <>
      <div className={`${classes.text} ${classes.note}`}>{note.text}</div>
      <Group gap={4} mt={4}>
        {isOwn && (
          <>
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setEditing(true)}>
              Edit
            </Button>
            <Button variant="subtle" color="gray" size="compact-xs" loading={remove.isPending} onClick={drop}>
              Delete
            </Button>
          </>
        )}
        {note.editedAt && (
          <Text size="xs" c="dimmed">
            edited
          </Text>
        )}
      </Group>
    </>
  )
}

const NoteEditor = ({ note, prospectId, onClose }: Props & { onClose(): void }) => {
  const [text, setText] = useState(note.text)
  const { change } = useNotes(prospectId)
  const save = (): void => {
    if (text.trim() !== '') change.mutate({ id: note.id, text }, { onSuccess: onClose })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Textarea
        aria-label="The note"
        mt={6}
        autosize
        minRows={3}
        maxRows={16}
        autoFocus
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose()
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save()
        }}
      />
      <Group gap="xs" mt="xs">
        <Button type="submit" size="compact-sm" loading={change.isPending} disabled={text.trim() === ''}>
          Save
        </Button>
        <Button variant="default" size="compact-sm" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  )
}
