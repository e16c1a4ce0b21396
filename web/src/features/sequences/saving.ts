/** How far a draft that is edited is from being safe. */
export type Saving =
  | { state: 'saved' | 'waiting' | 'saving' }
  /** The server refused it; it is tried again with the next edit, or when asked to. */
  | { state: 'failed'; error: unknown }
