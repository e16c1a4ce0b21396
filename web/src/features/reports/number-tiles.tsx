import { SimpleGrid, Text } from '@mantine/core'
import classes from './reports.module.css'

export type Tile = { label: string; value: string; about?: string }

/** The numbers that matter, large. */
export const NumberTiles = ({ tiles }: { tiles: readonly Tile[] }) => (
  <SimpleGrid component="dl" cols={{ base: 2, sm: 3, lg: tiles.length }} spacing="md" my={0} mb="lg">
    {tiles.map(({ label, value, about }) => (
      <div key={label} className={classes.tile}>
        <Text component="dt" size="sm" c="dimmed">
          {label}
        </Text>
        <dd className={classes.value}>
          {value}
          {about && (
            <Text span size="sm" c="dimmed" ml={8} fw={400}>
              {about}
            </Text>
          )}
        </dd>
      </div>
    ))}
  </SimpleGrid>
)
