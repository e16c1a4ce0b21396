import { Button, Group, Textarea } from '@mantine/core'
import { type FormEvent, type Ref, useState } from 'react'
import { useNotes } from './use-notes.ts'

/** Writes a note; Mod+Enter saves it. What was typed stays when saving fails. */
export const NoteComposer = ({ prospectId, ref }: { prospectId: string; ref: Ref<HTMLTextAreaElement> }) => {
  const [text, setText] = useState('')
  const { add } = useNotes(prospectId)
  const save = (): void => {
    if (text.trim() !== '' && !add.isPending) add.mutate(text, { onSuccess: () => setText('') })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save()
  }
  return (
    <form onSubmit={submit}>
      <Textarea
        ref={ref}
        aria-label="Write a note"
        placeholder="Write a note"
        autosize
        minRows={text === '' ? 1 : 3}
        maxRows={16}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save()
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {text !== '' && (
        <Group justify="flex-end" mt="xs" gap="xs">
          <Button type="submit" loading={add.isPending}>
            Save the note
          </Button>
        </Group>
      )}
    </form>
  )
}
