import type { InitArguments, PathOf } from './api.ts'
import { call } from './call.ts'

/** What a path of the API answers as a file. Throws an ApiError as `api` does. */
export const download = <P extends PathOf<'get'>>(
  path: P,
  ...[init]: InitArguments<'get', P>
): Promise<Blob> => call('get', path, { ...init, parseAs: 'blob' }) as Promise<Blob>
