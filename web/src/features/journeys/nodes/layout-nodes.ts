import type { Definition, JourneyNode } from '../types.ts'
import { exitsOf, nodesInOrder } from './exits.ts'

export const NODE_WIDTH = 240
export const NODE_HEIGHT = 76
const GAP_X = 48
const GAP_Y = 64

export type Point = { x: number; y: number }

/** Where each node stands: below all that lead to it (loops apart), beside those of its row, under the middle of what leads to it. */
export const layoutNodes = (definition: Pick<Definition, 'nodes' | 'start'>): Map<string, Point> => {
  const order = nodesInOrder(definition)
  const ahead = forwardExits(order)
  const rows = rowsOf(order, ahead)
  const points = new Map<string, Point>()
  const wanted = new Map<string, number[]>()
  for (const [row, nodes] of rows.entries()) {
    const middle = (node: JourneyNode): number => average(wanted.get(node.id) ?? [0])
    const sorted = nodes.toSorted((a, b) => middle(a) - middle(b))
    const centres = spread(sorted.map(middle))
    for (const [index, node] of sorted.entries()) {
      const centre = centres[index] ?? 0
      points.set(node.id, { x: centre - NODE_WIDTH / 2, y: row * (NODE_HEIGHT + GAP_Y) })
      const exits = ahead.get(node.id) ?? []
      for (const [place, to] of exits.entries()) {
        // The first exit leads to the left, the second to the right.
        const side = exits.length > 1 ? (place === 0 ? -1 : 1) * ((NODE_WIDTH + GAP_X) / 2) : 0
        wanted.set(to, [...(wanted.get(to) ?? []), centre + side])
      }
    }
  }
  return points
}

/** Exits that do not lead back to where somebody came from. */
const forwardExits = (order: readonly JourneyNode[]): Map<string, string[]> => {
  const byId = new Map(order.map((node) => [node.id, node]))
  const ahead = new Map<string, string[]>()
  const onWay = new Set<string>()
  const walk = (node: JourneyNode): void => {
    if (ahead.has(node.id)) return
    const forward: string[] = []
    ahead.set(node.id, forward)
    onWay.add(node.id)
    for (const { to } of exitsOf(node)) {
      const next = to === null ? undefined : byId.get(to)
      if (!next || onWay.has(next.id)) continue
      if (!forward.includes(next.id)) forward.push(next.id)
      walk(next)
    }
    onWay.delete(node.id)
  }
  for (const node of order) walk(node)
  return ahead
}

/** Nodes by the longest way to them. */
const rowsOf = (
  order: readonly JourneyNode[],
  ahead: ReadonlyMap<string, readonly string[]>,
): JourneyNode[][] => {
  const depth = new Map(order.map(({ id }) => [id, 0]))
  // As there are no loops left, so many rounds are enough; most need a few.
  for (let changed = true, round = 0; changed && round <= order.length; round += 1) {
    changed = false
    for (const [id, exits] of ahead)
      for (const to of exits) {
        const below = (depth.get(id) ?? 0) + 1
        if (below <= (depth.get(to) ?? 0)) continue
        depth.set(to, below)
        changed = true
      }
  }
  const rows: JourneyNode[][] = []
  for (const node of order) {
    const row = depth.get(node.id) ?? 0
    while (rows.length <= row) rows.push([])
    rows[row]?.push(node)
  }
  return rows
}

/** Centres that keep their order and do not overlap, as near as that allows to where they are wanted. */
const spread = (wanted: readonly number[]): number[] => {
  const least = NODE_WIDTH + GAP_X
  const placed: number[] = []
  for (const centre of wanted)
    placed.push(Math.max(centre, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + least))
  const shift = average(wanted) - average(placed)
  return placed.map((centre) => centre + shift)
}

const average = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
