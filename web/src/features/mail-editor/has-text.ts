/** Whether anything can be read in simple HTML: an editor that was emptied may leave `<p></p>`, spaces or an empty list. */
export const hasText = (html: string): boolean => html.replaceAll(/<[^>]*>|&nbsp;/gi, ' ').trim() !== ''
