import { encodeFrame, FrameType } from './frame.ts';
import { initialWindow, ownSettings, receiveWindow, uint32 } from './payload.ts';

/** The first bytes of a client: the preface, its settings, and its window (RFC 9113, section 3.4). They are always the same. */
export const greeting = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  encodeFrame(FrameType.settings, 0, 0, ownSettings),
  encodeFrame(FrameType.windowUpdate, 0, 0, uint32(receiveWindow - initialWindow)),
]);
