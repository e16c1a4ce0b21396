import { Group, Input, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'
import { LoadingRows } from '#ui/states/index.ts'
import { chosenIn, insertAt } from './insert-at.ts'
import { isSimpleHtml } from './simple-html.ts'
import { VariableMenu } from './variable-menu.tsx'

const RichText = lazy(async () => ({ default: (await import('./rich-text.tsx')).RichText }))

export type MailText = { subject: string; body: string }

type Props = {
  value: MailText
  onChange(change: Partial<MailText>): void
  isReadOnly?: boolean
  subjectPlaceholder?: string
  subjectNote?: ReactNode
  errors?: { subject?: string | undefined; body?: string | undefined }
  /** Buttons beside that of the variables. */
  tools?: ReactNode
}

/** Subject and body of a mail: as text with a few forms, or as HTML; with variables from a menu. */
export const MailEditor = (props: Props) => {
  const { value, onChange, isReadOnly = false, errors = {}, tools } = props
  const isSimple = isSimpleHtml(value.body)
  const [wantsHtml, setWantsHtml] = useState(false)
  const isHtml = wantsHtml || !isSimple
  const subject = useRef<HTMLInputElement>(null)
  const source = useRef<HTMLTextAreaElement>(null)
  const rich = useRef<Editor | null>(null)
  const into = useRef<'subject' | 'body'>('body')
  const keepEditor = useCallback((editor: Editor | null) => {
    rich.current = editor
  }, [])

  const insert = (text: string): void => {
    const field = into.current === 'subject' ? subject.current : isHtml ? source.current : null
    if (!field) {
      rich.current?.chain().focus().insertContent({ type: 'text', text }).run()
      return
    }
    const next = insertAt(field.value, text, chosenIn(field))
    onChange(field === subject.current ? { subject: next.text } : { body: next.text })
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(next.cursor, next.cursor)
    })
  }

  return (
    <Stack gap="sm">
      <TextInput
        ref={subject}
        label="Subject"
        value={value.subject}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
        onFocus={() => {
          into.current = 'subject'
        }}
        placeholder={props.subjectPlaceholder}
        description={props.subjectNote}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={errors.subject}
        readOnly={isReadOnly}
        maxLength={500}
      />
      {!isReadOnly && (
        <Group gap="xs">
          <VariableMenu onInsert={insert} />
          {tools}
          <SegmentedControl
            ml="auto"
            size="xs"
            aria-label="How the text is edited"
            value={isHtml ? 'html' : 'text'}
            onChange={(mode) => setWantsHtml(mode === 'html')}
            data={[
              { value: 'text', label: 'Text', disabled: !isSimple },
              { value: 'html', label: 'HTML' },
            ]}
          />
        </Group>
      )}
      {isHtml ? (
        <Textarea
          ref={source}
          aria-label="Text of the mail as HTML"
          value={value.body}
          onChange={(event) => onChange({ body: event.currentTarget.value })}
          onFocus={() => {
            into.current = 'body'
          }}
          autosize
          minRows={12}
          maxRows={28}
          ff="monospace"
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          spellCheck={false}
          readOnly={isReadOnly}
        />
      ) : (
        <Suspense fallback={<LoadingRows rows={1} height={270} />}>
          <RichText
            value={value.body}
            onChange={(body) => onChange({ body })}
            onEditor={keepEditor}
            onFocus={() => {
              into.current = 'body'
            }}
            isReadOnly={isReadOnly}
          />
        </Suspense>
      )}
      {errors.body !== undefined && <Input.Error role="alert">{errors.body}</Input.Error>}
      {!isSimple && !isReadOnly && (
        <Text size="xs" c="dimmed">
          This mail has forms that the text editor cannot show, so it is edited as HTML.
        </Text>
      )}
    </Stack>
  )
}
