import { Text, type TextProps } from '@mantine/core'
import { formatInstant, formatRelative } from './format-time.ts'
import { useNow } from './use-now.ts'

type Props = TextProps & {
  at: string | null | undefined
  /** What stands for no time. */
  none?: string
}

/** How long ago, or how soon; the exact time under the pointer. */
export const Time = ({ at, none = '–', ...text }: Props) => {
  const now = useNow()
  if (at === null || at === undefined)
    return (
      <Text span inherit={text.size === undefined} c="dimmed" {...text}>
        {none}
      </Text>
    )
  return (
    <Text
      span
      inherit={text.size === undefined}
      component="time"
      dateTime={at}
      // Tables show hundreds: a tooltip of Mantine's each would cost them a tenth of a second.
      title={formatInstant(at)}
      {...text}
    >
      {formatRelative(at, now)}
    </Text>
  )
}
