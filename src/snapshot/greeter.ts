import { machineCode, staticExecutable } from '../graph/static-executable.ts';
import type { Platform } from '../plan/plan.ts';

/**
 * A program that writes a greeting to its standard output, and becomes the program that its arguments name. It exits with 127
 * if it cannot.
 *
 * A frontend starts with it: a daemon closes a connection on which nothing comes for ten seconds (prefaceTimeout of
 * golang.org/x/net/http2), and on a busy machine Node takes its time.
 */
export function greeter(architecture: Platform['architecture'], greeting: Uint8Array): Uint8Array {
  const code = machineCode(programs[architecture](greeting.length));
  const bytes = new Uint8Array(code.length + greeting.length);
  bytes.set(code);
  bytes.set(greeting, code.length);
  return staticExecutable(architecture, bytes);
}

/**
 * By the length of the greeting, which follows the code: `write(1, greeting, length)`; if all of it was written,
 * `execve(argv[1], argv + 1, environment)`; then `exit(127)`.
 */
const programs: Readonly<Record<Platform['architecture'], (length: number) => string>> = {
  // mov eax, 1; mov edi, eax; lea rsi, [greeting]; mov edx, length; syscall; cmp eax, edx; jne failed;
  // mov rcx, [rsp]; lea rdx, [rsp+rcx*8+16]; lea rsi, [rsp+16]; mov rdi, [rsi]; mov eax, 59; syscall;
  // failed: mov edi, 127; mov eax, 60; syscall
  amd64: (length) =>
    `b801000000 89c7 488d352f000000 ba${word(length)} 0f05 39d0 7518
     488b0c24 488d54cc10 488d742410 488b3e b83b000000 0f05
     bf7f000000 b83c000000 0f05`,
  // mov x0, #1; adr x1, greeting; mov x2, #length; mov x8, #64; svc #0; cmp x0, x2; b.ne failed;
  // ldr x3, [sp]; add x1, sp, #16; ldr x0, [x1]; add x2, x1, x3, lsl #3; mov x8, #221; svc #0;
  // failed: mov x0, #127; mov x8, #93; svc #0
  arm64: (length) =>
    `200080d2 e1010010 ${word(0xd280_0002 + length * 32)} 080880d2 010000d4 1f0002eb e1000054
     e30340f9 e1430091 200040f9 220c038b a81b80d2 010000d4
     e00f80d2 a80b80d2 010000d4`,
};

/** Four bytes, the lowest first. */
function word(value: number): string {
  return [0, 8, 16, 24]
    .map((shift) => ((value >>> shift) & 0xff).toString(16).padStart(2, '0'))
    .join('');
}
