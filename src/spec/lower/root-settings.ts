import type { Checked, Document } from '../checked.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import type { RootSettings, SystemFamily } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import { field, mappingField, scalarField, scalarsField, type Report } from './fields.ts';
import { locales } from './locales.ts';
import { systemPackages } from './system-packages.ts';
import { traitsOf } from '../system-family.ts';

/** Packages that bring /bin/sh. */
const SHELLS: ReadonlySet<string> = new Set(['bash', 'busybox', 'busybox-static', 'dash']);

/** `base`, `keep`, `debug` and `locales`. */
export function rootSettings(
  root: Checked<Document>,
  family: SystemFamily | undefined,
  report: Report,
): RootSettings {
  const node = scalarField(root, 'base');
  const base = node?.text === 'minimal' ? 'minimal' : 'full';
  const keep = systemPackages(scalarsField(root, 'keep'), report);
  if (node !== undefined && base === 'minimal') {
    if (family !== undefined && !traitsOf(family).hasMinimalBase) {
      const help =
        'Choose a runtime on Debian, such as `runtime: trixie/3.13`, or leave `base` out.';
      report(
        errorAt(
          spanOf(node),
          'minimal-base',
          `${traitsOf(family).title} has no minimal base: it is for Debian`,
          help,
        ),
      );
    }
    if (!keep.some(({ value }) => SHELLS.has(value))) shellCommand(root, report);
  }
  return {
    base,
    keep,
    debug: systemPackages(scalarsField(root, 'debug'), report),
    locales: locales(scalarsField(root, 'locales'), family, report),
  };
}

/** A health check that is one text is run by a shell. */
function shellCommand(root: Checked<Document>, report: Report): void {
  const healthcheck = mappingField(root, 'healthcheck');
  const test = healthcheck && field(healthcheck, 'test');
  if (healthcheck === undefined || test === undefined) return;
  const [way] = scalarsField(healthcheck, 'test');
  if (test.kind !== 'scalar' && way?.text !== 'CMD-SHELL') return;
  const help = 'Write the command as a list, or keep a shell: `keep: [dash]`.';
  report(errorAt(spanOf(test), 'needs-shell', 'a minimal base has no shell to run this', help));
}
