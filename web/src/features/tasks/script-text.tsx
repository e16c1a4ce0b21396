import { Text } from '@mantine/core'
import classes from './tasks.module.css'

/** What the step says to do or say, with the prospect's values filled in. */
export const ScriptText = ({ text }: { text: string }) =>
  text === '' ? null : (
    <Text size="sm" className={classes.script}>
      {text}
    </Text>
  )
