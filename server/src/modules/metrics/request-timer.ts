import { Histogram, type Registry } from 'prom-client'

export type RequestTimer = (request: {
  method: string
  /** As it was declared, `/prospects/:id`; undefined where nothing is. */
  route: string | undefined
  status: number
  milliseconds: number
}) => void

/** Seconds: from a look-up by key to what people give up on. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export const createRequestTimer = (registry: Registry): RequestTimer => {
  const histogram = new Histogram({
    name: 'cadenza_http_request_duration_seconds',
    help: 'How long requests took, by the route that answered',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  })
  return ({ method, route = 'none', status, milliseconds }) =>
    histogram.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, milliseconds / 1000)
}
