import { useState } from 'react'
import classes from './mail-editor.module.css'

const STYLE = `<style>body{font:14px/1.5 Arial,Helvetica,sans-serif;margin:12px;color:#1a1a1a;overflow-wrap:anywhere}p{margin:0 0 1em}a{color:#1155cc}</style>`

/** A mail as a mail program shows it: in a frame in which no script runs and nothing is loaded from elsewhere. */
export const MailFrame = ({ html, title }: { html: string; title: string }) => {
  const [height, setHeight] = useState(220)
  return (
    <iframe
      className={classes.frame}
      title={title}
      sandbox="allow-same-origin"
      srcDoc={`<!doctype html><meta charset="utf-8"><base target="_blank">${STYLE}${html}`}
      height={height}
      onLoad={(event) => {
        const page = event.currentTarget.contentDocument?.documentElement
        if (page) setHeight(Math.min(Math.max(page.scrollHeight, 180), 900))
      }}
    />
  )
}
