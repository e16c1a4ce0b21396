import { useState } from 'react'
import classes from '../inbox.module.css'

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<style>body{font:14px/1.5 Arial,Helvetica,sans-serif;margin:0;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}</style></head><body>`

/** No scripts, no forms, no navigation; only that its height can be measured, and links open beside. */
const SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox'

type Props = {
  title: string
  /** Sanitised HTML; or the address of a page that shows it with its pictures. */
  source: { html: string } | { address: string }
}

/** A mail as its sender made it, as high as it is. */
export const MailFrame = ({ title, source }: Props) => {
  const [height, setHeight] = useState(120)
  return (
    <div className={classes.paper}>
      <iframe
        className={classes.frame}
        title={title}
        sandbox={SANDBOX}
        height={height}
        {...('html' in source ? { srcDoc: `${PAGE}${source.html}</body></html>` } : { src: source.address })}
        onLoad={({ currentTarget }) => {
          const page = currentTarget.contentDocument
          if (!page?.body) return
          const measure = () => setHeight(Math.max(24, page.body.scrollHeight))
          measure()
          // The frame becomes narrower or wider with the window. Ends with the document that it looks at.
          new ResizeObserver(measure).observe(page.body)
        }}
      />
    </div>
  )
}
