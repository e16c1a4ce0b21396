import { Input, Textarea } from '@mantine/core'
import { isSimpleHtml, RichText } from '#features/mail-editor/index.ts'

const ignore = () => {}

/** What stands below each mail. One with more forms than the editor knows is edited as the HTML that it is. */
export const SignatureField = ({ value, onChange }: { value: string; onChange(html: string): void }) =>
  isSimpleHtml(value) ? (
    <Input.Wrapper label="Signature" labelElement="div">
      <RichText
        label="Signature"
        value={value}
        onChange={onChange}
        onEditor={ignore}
        onFocus={ignore}
        isReadOnly={false}
      />
    </Input.Wrapper>
  ) : (
    <Textarea
      label="Signature"
      description="HTML"
      autosize
      minRows={4}
      maxRows={16}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
