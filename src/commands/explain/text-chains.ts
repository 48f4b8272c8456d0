import { visibleText } from '../../diagnostics/visible-text.ts';
import type { Explained, ExplainedPackage } from './explained.ts';
import { partsOfPackage } from './json-report.ts';
import { byteCount } from './byte-count.ts';
import { counted } from './counted.ts';
import { requirementChains } from './requirement-chains.ts';

/** Why a package is in an image, for a terminal. */
export function textChains(explained: Explained, wanted: ExplainedPackage): string {
  const { packages, application } = explained;
  const versionOf = (name: string) =>
    packages.find((each) => each.kind === wanted.kind && each.name === name)?.version ?? '';
  const places = partsOfPackage(explained, wanted).map(
    ({ layer, unpacked, compressed }) =>
      `in layer ${layer}, ${byteCount(compressed)} compressed${unpacked === null ? '' : `, ${byteCount(unpacked)} unpacked`}`,
  );
  const start =
    wanted.kind === 'python' && !packages.some(({ name }) => name === application)
      ? [application === '' ? 'the application' : application]
      : [];
  const chains = requirementChains(explained, wanted).map((chain) =>
    [...start, ...chain.map((name) => `${name} ${versionOf(name)}`.trim())].join(' → '),
  );
  return visibleText(
    [
      [`${wanted.name} ${wanted.version}`.trim(), ...places].join(', '),
      ...(wanted.licence === undefined ? [] : [`  licence: ${wanted.licence}`]),
      ...(wanted.origin === undefined || wanted.origin === '' ? [] : [`  from: ${wanted.origin}`]),
      ...Object.entries(wanted.dropped ?? {}).map(
        ([reason, { files, bytes }]) =>
          `  left out by slim: ${counted(files, 'file')}, ${byteCount(bytes)}: ${reason}`,
      ),
      ...chains.map((each) => `  ${each}`),
      '',
    ].join('\n'),
  );
}
