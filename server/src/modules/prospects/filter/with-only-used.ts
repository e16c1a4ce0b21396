/**
 * A statement with those of the values that it uses, renumbered: PostgreSQL takes no others. Only for statements of ours, which have no
 * dollar sign in a text.
 */
export const withOnlyUsed = (
  statement: string,
  values: readonly unknown[],
): { text: string; used: unknown[] } => {
  const places = [...new Set(statement.match(/\$\d+/g))]
  const text = statement.replaceAll(/\$\d+/g, (place) => `$${places.indexOf(place) + 1}`)
  return { text, used: places.map((place) => values[Number(place.slice(1)) - 1]) }
}
