import { allowsOneClick } from './unsubscribe-of.ts'

/** One sentence or two about what does not work with this public URL, and what to do; null where all works. */
export const publicUrlWarning = (publicUrl: string | undefined): string | null => {
  if (publicUrl === undefined)
    return 'PUBLIC_URL is not set, so opens and clicks are not tracked and people can unsubscribe by mail only. Set it to the https address at which people on the internet reach this server.'
  if (!allowsOneClick(publicUrl))
    return 'PUBLIC_URL is not https, so mails offer no unsubscribing by one click, which large providers ask for. Serve it over https and set it anew.'
  return null
}
