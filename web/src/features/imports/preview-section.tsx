import { Group, Text } from '@mantine/core'
import { StateBadge, type Tone } from '#ui/badges/index.ts'
import { Section } from '#ui/section.tsx'
import classes from './imports.module.css'
import { fieldLabel } from './target-options.ts'
import type { ImportPreview, PreviewRow } from './types.ts'

const OUTCOMES: Readonly<Record<PreviewRow['outcome'], { label: string; tone: Tone }>> = {
  add: { label: 'Add', tone: 'good' },
  update: { label: 'Update', tone: 'busy' },
  unchanged: { label: 'Unchanged', tone: 'quiet' },
  skip: { label: 'Skip', tone: 'quiet' },
  reject: { label: 'Reject', tone: 'bad' },
}

/** What each of the first rows would do. */
export const PreviewSection = ({ preview, isOld }: { preview: ImportPreview; isOld: boolean }) => (
  <Section title="What the rows would do" about={aboutOf(preview.rows)}>
    <ol className={`${classes.rows} ${isOld ? classes.old : ''}`} aria-label="First rows" aria-busy={isOld}>
      {preview.rows.map((row) => (
        <Row key={row.row} row={row} />
      ))}
    </ol>
  </Section>
)

const aboutOf = (rows: readonly PreviewRow[]): string => {
  const counts = Object.entries(OUTCOMES).flatMap(([outcome, { label }]) => {
    const count = rows.filter((row) => row.outcome === outcome).length
    return count > 0 ? [`${count} ${label.toLowerCase()}`] : []
  })
  return rows.length === 0 ? 'There are none.' : `The first ${rows.length}: ${counts.join(', ')}.`
}

const Row = ({ row }: { row: PreviewRow }) => (
  <li className={classes.row}>
    <Text size="sm" c="dimmed" className="numbers" visibleFrom="sm">
      {row.row}
    </Text>
    <div>
      <StateBadge {...OUTCOMES[row.outcome]} />
    </div>
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {row.prospect?.email ?? `Row ${row.row}`}
    </Text>
    <RowDetail row={row} />
  </li>
)

const RowDetail = ({ row: { mistake, changes, outcome, prospect } }: { row: PreviewRow }) => {
  if (mistake !== null)
    return (
      <Text size="sm" c="var(--mantine-color-error)">
        {mistake}
      </Text>
    )
  if (outcome === 'update' && changes.length > 0)
    return (
      <Group gap="xs">
        {changes.map(({ field, from, to }) => (
          <Text key={field} size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Text span inherit c="dimmed">
              {fieldLabel(field)}{' '}
            </Text>
            {from && (
              <Text span inherit td="line-through" c="dimmed">
                {from}{' '}
              </Text>
            )}
            {to}
          </Text>
        ))}
      </Group>
    )
  const values = { ...prospect?.fields, ...prospect?.customFields }
  return (
    <Text size="sm" c="dimmed" lineClamp={2}>
      {Object.values(values).join(' · ')}
    </Text>
  )
}
