import type { Foundation } from '../plan/plan.ts';

const machines = { amd64: 'x86_64', arm64: 'aarch64' } as const;

/** The second parts of the glibc versions that uv has a platform for. */
const GLIBC = [17, 28, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40];

/** The platform of an image as `uv --python-platform` names it: of glibc the newest that the image has. */
export function uvPlatform({
  platform: { architecture },
  python: { libc },
}: Pick<Foundation, 'platform' | 'python'>): string {
  const machine = machines[architecture];
  if (libc.name === 'musl') return `${machine}-unknown-linux-musl`;
  const minor = Number(libc.version.split('.')[1]);
  return `${machine}-manylinux_2_${String(GLIBC.findLast((each) => each <= minor) ?? 17)}`;
}
