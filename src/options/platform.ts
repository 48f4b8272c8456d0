import { quote } from './csv-fields.ts';
import { OptionProblem } from './option-problem.ts';

/** A platform as the OCI image specification defines it, in its normal form: arm64 without variant. */
export interface BuildPlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

const architectures: ReadonlyMap<string, string> = new Map([
  ['i386', '386'],
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['armhf', 'arm'],
  ['armel', 'arm/v6'],
]);

const knownArchitectures = new Set(
  '386 amd64 arm arm64 loong64 mips64 mips64le ppc64 ppc64le riscv64 s390x wasm'.split(' '),
);

/** Variants that are the default of their architecture, and so not written. */
const defaultVariants: Readonly<Record<string, string>> = { arm64: 'v8', amd64: 'v1' };

/** Reads `linux/arm64`, `linux/arm/v7` or `arm64` (github.com/containerd/platforms). */
export function parsePlatform(text: string): BuildPlatform {
  const parts = text.trim().toLowerCase().split('/');
  if (parts.length > 3 || !parts.every((part) => /^[a-z0-9_.-]+$/.test(part))) {
    throw new OptionProblem(`${quote(text)} is not a platform`, 'Write it as linux/amd64.');
  }
  if (parts.length === 1) {
    const [only = ''] = parts;
    if (!knownArchitectures.has(only) && !architectures.has(only)) {
      throw new OptionProblem(
        `${quote(text)} names no architecture`,
        'Write operating system and architecture: linux/amd64.',
      );
    }
    return normalise('linux', only, '');
  }
  const [os = '', architecture = '', variant = ''] = parts;
  return normalise(os, architecture, variant);
}

function normalise(os: string, named: string, namedVariant: string): BuildPlatform {
  const [architecture = '', impliedVariant = ''] = (architectures.get(named) ?? named).split('/');
  const given = (namedVariant === '' ? impliedVariant : namedVariant).replace(/^(?=\d)/, 'v');
  const variant = architecture === 'arm' && given === '' ? 'v7' : given;
  return {
    os: os === 'macos' ? 'darwin' : os,
    architecture,
    ...(variant === '' || variant === defaultVariants[architecture] ? {} : { variant }),
  };
}

/** `linux/arm/v7`, as containerd's platforms.Format writes it. */
export function formatPlatform({ os, architecture, variant }: BuildPlatform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}
