/** The received data is not HTTP/2, or cannot be read: the connection is unusable. */
export class Http2Error extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Http2Error';
  }
}
