import { Anchor, Text } from '@mantine/core'
import classes from '../inbox.module.css'
import { textParts } from '../text-parts.ts'

/** Text as it was written, its web addresses as links. */
export const MailText = ({ text }: { text: string }) => (
  <Text size="sm" className={classes.text} component="div">
    {textParts(text.trim()).map((part, index) =>
      part.href === undefined ? (
        part.text
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name, and never change places
        <Anchor key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow" inherit>
          {part.text}
        </Anchor>
      ),
    )}
  </Text>
)
