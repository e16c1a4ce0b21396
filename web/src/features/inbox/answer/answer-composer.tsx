import { Button, Checkbox, Group, Input, Kbd, Stack, Text } from '@mantine/core'
import { IconSend, IconTrash } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { lazy, Suspense, useCallback, useRef } from 'react'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { LoadingRows } from '#ui/states/index.ts'
import { offerUndo } from '#ui/undo.tsx'
import classes from '../inbox.module.css'
import type { Thread } from '../types.ts'
import type { Draft } from './draft.ts'
import { RecipientFields } from './recipient-fields.tsx'
import { TemplateMenu } from './template-menu.tsx'
import { useSendAnswer } from './use-send-answer.ts'

const RichText = lazy(async () => ({
  default: (await import('#features/mail-editor/rich-text.tsx')).RichText,
}))

type Props = { thread: Thread; draft: Draft; onChange(draft: Draft): void; onClose(): void }

/** An answer as it is written; kept until it is sent or thrown away. */
export const AnswerComposer = ({ thread, draft, onChange, onClose }: Props) => {
  const editor = useRef<Editor | null>(null)
  const keepEditor = useCallback((given: Editor | null) => {
    if (editor.current === null) given?.commands.focus('end')
    editor.current = given
  }, [])
  const { send, isSending, errors, clearErrors } = useSendAnswer({
    threadId: thread.id,
    onSent: onClose,
    onTakenBack: onChange,
  })
  const change = (next: Draft): void => {
    clearErrors()
    onChange(next)
  }
  const run = (done: boolean): void => {
    if (!isSending) send(draft, done)
  }
  const discard = (): void => {
    onClose()
    if (draft.html !== '') offerUndo({ message: 'The draft is thrown away.', onUndo: () => onChange(draft) })
  }
  useShortcuts('Answer', [
    { keys: 'Mod+Enter', label: 'Send', run: () => run(false), whileTyping: true },
    { keys: 'Mod+Alt+Enter', label: 'Send and mark as done', run: () => run(true), whileTyping: true },
  ])
  return (
    <Stack gap="sm" component="section" aria-label="Your answer" className={classes.composer}>
      <RecipientFields thread={thread} draft={draft} errors={errors} onChange={change} />
      <Suspense fallback={<LoadingRows rows={1} height={260} />}>
        <RichText
          value={draft.html}
          onChange={(html) => change({ ...draft, html })}
          onEditor={keepEditor}
          onFocus={() => {}}
          isReadOnly={false}
        />
      </Suspense>
      {errors.html !== undefined && <Input.Error>{errors.html}</Input.Error>}
      <Group gap="sm" justify="space-between">
        <Checkbox
          size="xs"
          label="Quote their mail below"
          checked={draft.quote}
          onChange={({ currentTarget }) => change({ ...draft, quote: currentTarget.checked })}
        />
        <Text size="xs" c="dimmed" className={classes.wordBreak}>
          From {thread.mailboxAddress}; your signature is put below.
        </Text>
      </Group>
      <Group gap="xs">
        <Button
          leftSection={<IconSend size={16} aria-hidden />}
          rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}
          loading={isSending}
          onClick={() => run(false)}
        >
          Send
        </Button>
        <Button variant="default" disabled={isSending} onClick={() => run(true)}>
          Send and done
        </Button>
        <TemplateMenu
          prospectId={thread.prospect.id}
          onInsert={(html) => editor.current?.chain().focus().insertContent(html).run()}
        />
        <Button
          ml="auto"
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
          onClick={discard}
        >
          Discard
        </Button>
      </Group>
    </Stack>
  )
}
