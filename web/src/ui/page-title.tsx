/** Names the document; the page shown last wins. React puts it into the head. */
export const PageTitle = ({ title }: { title: string }) => <title>{`${title} · Cadenza`}</title>
