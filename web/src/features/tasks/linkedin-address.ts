/**
 * Where the prospect is found on LinkedIn: his profile if his field is an address there, else a search for his name. Nothing but LinkedIn is
 * opened: a field may hold anything.
 */
export const linkedinAddress = ({
  linkedinUrl,
  fullName,
  company,
  email,
}: {
  linkedinUrl: string | null
  fullName: string | null
  company: string | null
  email: string
}): { url: string; isProfile: boolean } => {
  const text = linkedinUrl?.trim() ?? ''
  const url = text === '' ? null : URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  if (url && /^([a-z0-9-]+\.)?linkedin\.com$/.test(url.hostname) && url.port === '') {
    url.protocol = 'https:'
    url.username = ''
    url.password = ''
    return { url: url.href, isProfile: true }
  }
  const words = [fullName ?? email.replace(/@.*/, '').replaceAll(/[._-]+/g, ' '), company ?? '']
    .join(' ')
    .trim()
  return {
    url: `https://www.linkedin.com/search/results/people/?keywords=${encodeURIComponent(words)}`,
    isProfile: false,
  }
}
