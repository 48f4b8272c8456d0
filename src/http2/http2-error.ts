/** The initial size of a window, in bytes. */
export class Http2Error extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Http2Error';
  }
}
