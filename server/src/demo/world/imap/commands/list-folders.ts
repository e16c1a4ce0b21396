import { type MailAccount, sameFolderName } from '../../store/mail-account.ts'
import type { Command } from '../command.ts'
import { accountOf } from '../session.ts'
import { decodeFolderName, encodeFolderName } from '../wire/folder-names.ts'
import { writeList, writeString } from '../wire/write-values.ts'

export const list: Command = ({ session, cursor }) => {
  cursor.space()
  const selection = cursor.looksAt(/^\(/) ? cursor.list(() => cursor.atom().toUpperCase()) : []
  if (selection.length > 0) cursor.space()
  const reference = decodeFolderName(cursor.astring())
  cursor.space()
  const pattern = decodeFolderName(cursor.listPattern())
  if (cursor.accept(' RETURN ')) cursor.list(() => cursor.atom())
  cursor.end()
  if (pattern === '') session.tell('LIST (\\Noselect) "/" ""')
  else
    for (const { name, attributes } of listing(accountOf(session), session.options.specialUse))
      if (matches(name, reference + pattern) && (!selection.includes('SPECIAL-USE') || attributes.length > 1))
        session.tell(`LIST ${writeList(attributes)} "/" ${writeString(encodeFolderName(name))}`)
  return 'OK Listed'
}

export const lsub: Command = ({ session, cursor }) => {
  cursor.space()
  const reference = decodeFolderName(cursor.astring())
  cursor.space()
  const pattern = decodeFolderName(cursor.listPattern())
  cursor.end()
  for (const { name, subscribed } of accountOf(session).folders)
    if (subscribed && matches(name, reference + pattern))
      session.tell(`LSUB () "/" ${writeString(encodeFolderName(name))}`)
  return 'OK Listed'
}

/** Every folder, and every parent that is no folder itself. */
const listing = (account: MailAccount, specialUse: boolean): { name: string; attributes: string[] }[] => {
  const names = account.folders.map(({ name }) => name)
  const parents = new Set(
    names.flatMap((name) => {
      const parts = name.split('/')
      return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
    }),
  )
  const children = (name: string): string => (parents.has(name) ? '\\HasChildren' : '\\HasNoChildren')
  const bare = [...parents].filter((name) => !names.some((one) => sameFolderName(one, name)))
  return [
    ...account.folders.map(({ name, specialUse: use }) => ({
      name,
      attributes: [children(name), ...(specialUse && use ? [use] : [])],
    })),
    ...bare.map((name) => ({ name, attributes: ['\\HasChildren', '\\Noselect'] })),
  ]
}

/** `*` stands for anything, `%` for anything within one level. */
const matches = (name: string, pattern: string): boolean => {
  const source = pattern
    .split(/([*%])/)
    .map((part) =>
      part === '*' ? '.*' : part === '%' ? '[^/]*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
  return new RegExp(`^${source}$`, /^inbox$/i.test(name) ? 'is' : 's').test(name)
}
