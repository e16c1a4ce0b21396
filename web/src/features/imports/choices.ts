import type { NewImport } from './types.ts'

/** What the user chooses before an import starts; a mapping holds only what he changed. */
export type Choices = {
  list: string
  tags: string[]
  /** Empty: nobody in particular. */
  owner: string
  onExisting: NonNullable<NewImport['onExisting']>
  mapping: Readonly<Record<string, string>>
}

/** Before anything is chosen: a list of the file's name, as people call their files after what is in them. */
export const firstChoices = (fileName: string | undefined): Choices => ({
  list: fileName?.replace(/\.[a-z0-9]{1,4}$/i, '').trim() ?? '',
  tags: [],
  owner: '',
  onExisting: 'update',
  mapping: {},
})

/** As the API takes them. */
export const askedOf = ({ list, owner, ...choices }: Choices) => ({
  ...choices,
  list: list.trim(),
  ...(owner !== '' && { owner }),
})

/** A column goes elsewhere; two columns cannot go to one field, so whatever was chosen for it before is guessed anew. */
export const mapColumn = (
  mapping: Choices['mapping'],
  { column, target }: { column: string; target: string },
): Choices['mapping'] => ({
  ...Object.fromEntries(
    Object.entries(mapping).filter(
      ([name, chosen]) => name !== column && (chosen !== target || target === '-'),
    ),
  ),
  [column]: target,
})
