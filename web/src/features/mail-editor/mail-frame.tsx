import { useEffect, useRef, useState } from 'react'
import classes from './mail-editor.module.css'

const STYLE = `<style>body{font:14px/1.5 Arial,Helvetica,sans-serif;margin:12px;color:#1a1a1a;overflow-wrap:anywhere}p{margin:0 0 1em}a{color:#1155cc}</style>`
const LEAST = 160
const MOST = 900

/** A mail as a mail program shows it: in a frame in which no script runs and nothing is loaded from elsewhere, as high as the mail. */
export const MailFrame = ({ html, title }: { html: string; title: string }) => {
  const [height, setHeight] = useState(LEAST)
  const watching = useRef<ResizeObserver | null>(null)
  useEffect(() => () => watching.current?.disconnect(), [])
  const watch = (frame: HTMLIFrameElement): void => {
    watching.current?.disconnect()
    const body = frame.contentDocument?.body
    if (!body) return
    // Its margins are 12 pixels each.
    watching.current = new ResizeObserver(() =>
      setHeight(Math.min(Math.max(body.getBoundingClientRect().height + 24, LEAST), MOST)),
    )
    watching.current.observe(body)
  }
  return (
    <iframe
      className={classes.frame}
      title={title}
      sandbox="allow-same-origin"
      srcDoc={`<!doctype html><meta charset="utf-8"><base target="_blank">${STYLE}${html}`}
      height={height}
      onLoad={(event) => watch(event.currentTarget)}
    />
  )
}
