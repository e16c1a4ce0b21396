/** Tags as they were typed or pasted: parted as in files, each once, in the order given. */
export const splitTags = (given: readonly string[]): string[] => [
  ...new Set(given.flatMap((text) => text.split(/[|;,\n]/)).flatMap((tag) => tag.trim() || [])),
]
