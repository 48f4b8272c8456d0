import { exec, file, mkfile, scratch, vertexName, type Output } from '../llb/llb.ts';
import type { Platform } from '../plan/plan.ts';
import { machineCode, staticExecutable } from './static-executable.ts';

const CODE: Readonly<Record<Platform['architecture'], string>> = {
  // mov eax, 83; mov edi, path; mov esi, 0755; syscall; mov eax, 60; xor edi, edi; syscall
  amd64: 'b853000000 bf92004000 beed010000 0f05 b83c000000 31ff 0f05 72616e00',
  // mov x0, #-100; adr x1, path; mov x2, #0755; mov x8, #34; svc #0; mov x8, #93; mov x0, #0; svc #0
  arm64: '600c8092 e1000010 a23d80d2 480480d2 010000d4 a80b80d2 000080d2 010000d4 72616e00',
};

/** Makes the directory `ran` (mkdir("ran", 0755)) and ends; the path follows the code. */
export function smallestProgram(architecture: Platform['architecture']): Uint8Array {
  return staticExecutable(architecture, machineCode(CODE[architecture]));
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
