import { exec, file, mkfile, scratch, vertexName, type Output } from '../llb/llb.ts';
import type { Platform } from '../plan/plan.ts';

/** Where it is loaded; what is before the code is the headers. */
const ADDRESS = 0x40_0000n;
const FILE_HEADER = 64;
const PROGRAM_HEADER = 56;
/** Pages are at most this large. */
const PAGE = 0x1_0000n;

const machines: Readonly<
  Record<Platform['architecture'], { readonly number: number; readonly exit: string }>
> = {
  // mov eax, 60; xor edi, edi; syscall
  amd64: { number: 0x3e, exit: 'b83c00000031ff0f05' },
  // mov x8, #93; mov x0, #0; svc #0
  arm64: { number: 0xb7, exit: 'a80b80d2000080d2010000d4' },
};

/** A static executable that does nothing and succeeds (ELF-64, System V ABI, chapters 4 and 5). */
export function smallestProgram(architecture: Platform['architecture']): Uint8Array {
  const { number, exit } = machines[architecture];
  const code = Uint8Array.from(exit.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const headers = FILE_HEADER + PROGRAM_HEADER;
  const bytes = new Uint8Array(headers + code.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.set(code, headers);
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
  set16(18, number);
  set32(20, 1);
  set64(24, ADDRESS + BigInt(headers));
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

/** Runs it, and fails where the builder runs no programs of the platform: by itself or by emulation. */
export function runSmallestProgram(platform: Platform): Output {
  const { os, architecture } = platform;
  const program = smallestProgram(architecture);
  const name = vertexName({}, 'internal', `try a program of ${os}/${architecture}`);
  const root = file(scratch, [mkfile({ path: '/program', mode: 0o755, data: program })], { name });
  return exec({ root, args: ['/program'], network: 'none', platform, name, ignoreCache: true })
    .root;
}
