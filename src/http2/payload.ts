import { FrameType, type Frame } from './frame.ts';
import { Http2Error } from './http2-error.ts';
import { Setting } from './numbers.ts';

/** Bytes of each response, and of all together, that the server may send before it hears that they were read. */
export const receiveWindow = 4 * 1024 * 1024;

/** The client's own settings: the server keeps no dynamic table and pushes nothing. */
export const ownSettings = Buffer.concat([
  encodeSetting(Setting.headerTableSize, 0),
  encodeSetting(Setting.enablePush, 0),
  encodeSetting(Setting.initialWindowSize, receiveWindow),
]);

function encodeSetting(setting: number, value: number): Buffer {
  return Buffer.concat([Buffer.from([0, setting]), uint32(value)]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The first number of a payload, whose first bit counts only in an error code. */
export function readUint32({ type, payload }: Frame): number {
  if (payload.length < 4) throw new Http2Error('a frame that is too short');
  const value = payload.readUInt32BE(0);
  return type === FrameType.resetStream ? value : value & 0x7f_ff_ff_ff;
}
