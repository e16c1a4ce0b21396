import '@mantine/tiptap/styles.css'
import { RichTextEditor } from '@mantine/tiptap'
import Link from '@tiptap/extension-link'
import { type Editor, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useRef } from 'react'
import { plainLiquid } from './liquid.ts'
import classes from './mail-editor.module.css'

type Props = {
  value: string
  /** What is written, for those who hear it. */
  label?: string
  onChange(html: string): void
  /** Told once the editor is there; null when it is gone. */
  onEditor(editor: Editor | null): void
  onFocus(): void
  isReadOnly: boolean
}

/** Bodies as text with a few forms. What stands in `value` must be simple (`isSimpleHtml`). */
export const RichText = (props: Props) => {
  const { value, label = 'Text of the mail', onChange, onEditor, onFocus, isReadOnly } = props
  /** What the editor said last: another value came from outside. */
  const said = useRef(value)
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ link: false, code: false, codeBlock: false, heading: { levels: [1, 2, 3] } }),
      Link.configure({ openOnClick: false, HTMLAttributes: { target: null, rel: null } }),
    ],
    content: value,
    editable: !isReadOnly,
    injectCSS: false,
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' },
      // Ctrl-Enter sends: the editor would break the line with it, and the shortcut of the page would never hear of it.
      handleDOMEvents: { keydown: (_view, event) => isOfPage(event) },
    },
    onUpdate: ({ editor: changed }) => {
      said.current = changed.isEmpty ? '' : plainLiquid(changed.getHTML())
      onChange(said.current)
    },
    onFocus,
  })
  useEffect(() => {
    // Drawn slowly, an editor is done away with by Tiptap before its page is there; the next one comes at once.
    if (editor?.isDestroyed) return
    onEditor(editor)
    return () => onEditor(null)
  }, [editor, onEditor])
  useEffect(() => {
    if (editor === null || editor.isDestroyed || value === said.current) return
    said.current = value
    editor.commands.setContent(value, { emitUpdate: false })
  }, [editor, value])
  return (
    <RichTextEditor editor={editor} className={classes.richText} withTypographyStyles={false}>
      {!isReadOnly && (
        <RichTextEditor.Toolbar className={classes.toolbar}>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Bold />
            <RichTextEditor.Italic />
            <RichTextEditor.Underline />
            <RichTextEditor.ClearFormatting />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.BulletList />
            <RichTextEditor.OrderedList />
            <RichTextEditor.Blockquote />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Link />
            <RichTextEditor.Unlink />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Undo />
            <RichTextEditor.Redo />
          </RichTextEditor.ControlsGroup>
        </RichTextEditor.Toolbar>
      )}
      <RichTextEditor.Content className={classes.content} />
    </RichTextEditor>
  )
}

const isOfPage = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key === 'Enter' && (ctrlKey || metaKey)
