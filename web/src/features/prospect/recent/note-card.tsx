import { Anchor, Text } from '@mantine/core'
import { useState } from 'react'
import type { ItemOf } from '#api/index.ts'
import { Time } from '#ui/time/index.ts'
import classes from './recent.module.css'
import { shorten } from './shorten.ts'

/** A note, its beginning where it is long; to be read, not to be changed. */
export const NoteCard = ({ note }: { note: ItemOf<'/prospects/{prospect}/notes'> }) => {
  const { text, userName, userEmail, createdAt } = note
  const [isWhole, setWhole] = useState(false)
  const short = shorten(text)
  return (
    <li className={classes.note}>
      <Text size="sm" className={classes.text}>
        {isWhole ? text : (short ?? text)}
      </Text>
      <Text size="xs" c="dimmed" mt={4}>
        {userName || userEmail}, <Time at={createdAt} />
        {short !== null && (
          <>
            {' · '}
            <Anchor component="button" type="button" size="xs" onClick={() => setWhole(!isWhole)}>
              {isWhole ? 'Show less' : 'Show all'}
            </Anchor>
          </>
        )}
      </Text>
    </li>
  )
}
