/** Browsers read the content after the click; one of some megabytes is read long before this, in milliseconds. */
const READ_BY_THEN = 60_000

/** Hands a content to the browser as a file to keep. */
export const saveFile = ({
  name,
  content,
  type,
}: {
  name: string
  content: string | Blob
  type: string
}): void => {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), READ_BY_THEN)
}
