import { SMTPServer } from 'smtp-server'

// The server that mails of the bench go to, in a process of its own: takes everything, keeps nothing. Tells its port when it listens.
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, callback) => {
    stream.resume()
    stream.on('end', () => callback(null, 'taken'))
  },
})
server.on('error', () => undefined)
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address()
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port })
})
