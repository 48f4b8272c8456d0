import type { Platform } from '../plan/plan.ts';

/** Where it is loaded; what is before the code is the headers. */
const ADDRESS = 0x40_0000n;
const FILE_HEADER = 64;
const PROGRAM_HEADER = 56;
/** Bytes before the code. */
const HEADERS = FILE_HEADER + PROGRAM_HEADER;
/** Pages are at most this large. */
const PAGE = 0x1_0000n;

/** The number of a machine in the header of a file (e_machine). */
const MACHINES: Readonly<Record<Platform['architecture'], number>> = { amd64: 0x3e, arm64: 0xb7 };

/** A static executable for Linux that begins with the first byte of its code (ELF-64, System V ABI, chapters 4 and 5). */
export function staticExecutable(
  architecture: Platform['architecture'],
  code: Uint8Array,
): Uint8Array {
  const bytes = new Uint8Array(HEADERS + code.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.set(code, HEADERS);
  const view = new DataView(bytes.buffer);
  const set16 = (at: number, value: number) => {
    view.setUint16(at, value, true);
  };
  const set32 = (at: number, value: number) => {
    view.setUint32(at, value, true);
  };
  const set64 = (at: number, value: bigint) => {
    view.setBigUint64(at, value, true);
  };
  // ET_EXEC
  set16(16, 2);
  set16(18, MACHINES[architecture]);
  set32(20, 1);
  set64(24, ADDRESS + BigInt(HEADERS));
  set64(32, BigInt(FILE_HEADER));
  set16(52, FILE_HEADER);
  set16(54, PROGRAM_HEADER);
  set16(56, 1);
  // PT_LOAD, readable and executable
  set32(64, 1);
  set32(68, 5);
  set64(80, ADDRESS);
  set64(88, ADDRESS);
  set64(96, BigInt(bytes.length));
  set64(104, BigInt(bytes.length));
  set64(112, PAGE);
  return bytes;
}

/** Bytes that are written as pairs of hexadecimal digits. */
export function machineCode(text: string): Uint8Array {
  return Uint8Array.from(text.match(/[\da-f]{2}/g) ?? [], (byte) => Number.parseInt(byte, 16));
}
