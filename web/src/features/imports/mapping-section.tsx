import { Select, Stack, Text } from '@mantine/core'
import { Section } from '#ui/section.tsx'
import type { Choices } from './choices.ts'
import { mapColumn } from './choices.ts'
import classes from './imports.module.css'
import { LEFT_OUT, targetOptions } from './target-options.ts'
import type { PreviewColumn } from './types.ts'

type Props = {
  columns: readonly PreviewColumn[]
  mapping: Choices['mapping']
  error: string | undefined
  onChange(mapping: Choices['mapping']): void
}

const SAMPLES = 3

/** Where each column goes: as guessed, or as chosen. */
export const MappingSection = ({ columns, mapping, error, onChange }: Props) => (
  <Section
    title="Columns"
    about="Each goes to the field it was guessed to be. Change what was guessed wrong."
  >
    {error && (
      <Text c="var(--mantine-color-error)" size="sm" mb="sm" role="alert">
        {error}
      </Text>
    )}
    <ul className={classes.mapping} aria-label="Columns of the file">
      {columns.map((column) => (
        <ColumnRow
          key={column.name}
          column={column}
          chosen={mapping[column.name]}
          onChoose={(target) => onChange(mapColumn(mapping, { column: column.name, target }))}
        />
      ))}
    </ul>
  </Section>
)

type RowProps = { column: PreviewColumn; chosen: string | undefined; onChoose(target: string): void }

const ColumnRow = ({ column, chosen, onChoose }: RowProps) => (
  <li className={classes.column}>
    <Stack gap={0} miw={0}>
      <Text size="sm" fw={550} truncate title={column.name}>
        {column.name}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {column.samples.slice(0, SAMPLES).join(' · ') || 'empty in the first rows'}
      </Text>
    </Stack>
    <Select
      aria-label={`Where ${column.name} goes`}
      data={targetOptions(column)}
      value={chosen ?? column.target ?? LEFT_OUT}
      onChange={(target) => target !== null && onChoose(target)}
      searchable
      allowDeselect={false}
      maxDropdownHeight={320}
    />
  </li>
)
