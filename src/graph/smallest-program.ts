import { exec, file, mkfile, scratch, vertexName, type Output } from '../llb/llb.ts';
import type { Platform } from '../plan/plan.ts';

/** Where it is loaded; what is before the code is the headers. */
const ADDRESS = 0x40_0000n;
const FILE_HEADER = 64;
const PROGRAM_HEADER = 56;
/** Pages are at most this large. */
const PAGE = 0x1_0000n;

interface Machine {
  readonly number: number;
  /** mkdir("ran", 0755), exit(0); then the path, which is at `path` from its start. */
  readonly code: string;
}

const machines: Readonly<Record<Platform['architecture'], Machine>> = {
  // mov eax, 83; mov edi, path; mov esi, 0755; syscall; mov eax, 60; xor edi, edi; syscall
  amd64: {
    number: 0x3e,
    code: 'b853000000 bf92004000 beed010000 0f05 b83c000000 31ff 0f05 72616e00',
  },
  // mov x0, #-100; adr x1, path; mov x2, #0755; mov x8, #34; svc #0; mov x8, #93; mov x0, #0; svc #0
  arm64: {
    number: 0xb7,
    code: '600c8092 e1000010 a23d80d2 480480d2 010000d4 a80b80d2 000080d2 010000d4 72616e00',
  },
};

/** A static executable that makes the directory `ran` and ends (ELF-64, System V ABI, chapters 4 and 5). */
export function smallestProgram(architecture: Platform['architecture']): Uint8Array {
  const { number, code: words } = machines[architecture];
  const code = Uint8Array.from(words.match(/[\da-f]{2}/g) ?? [], (byte) =>
    Number.parseInt(byte, 16),
  );
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

/** In the output of runSmallestProgram where it ran. */
export const RAN = 'ran';

/**
 * Runs it in an empty filesystem. Where the builder runs no programs of the platform, by itself or by emulation, it
 * leaves nothing there; or it fails, where the daemon takes no other exit code for a success.
 */
export function runSmallestProgram(platform: Platform, canEndWith: boolean): Output {
  const { os, architecture } = platform;
  const program = smallestProgram(architecture);
  const name = vertexName({}, 'internal', `try a program of ${os}/${architecture}`);
  const root = file(scratch, [mkfile({ path: '/program', mode: 0o755, data: program })], { name });
  return exec({
    ...{ root, platform, name },
    args: ['/program'],
    network: 'none',
    ignoreCache: true,
    ...(canEndWith && { validExitCodes: NOT_STARTED }),
  }).root;
}

/** Exit codes of 0, and of runtimes that cannot start a program. */
const NOT_STARTED = [0, 1, 126, 127, 255];
