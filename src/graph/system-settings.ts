import { bind, type Output } from '../llb/llb.ts';
import type { SystemPackage } from '../plan/plan.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext } from './graph-context.ts';
import { changedRoot } from './image-root.ts';
import { step } from './step.ts';
import { systemPackageMounts } from './system-packages.ts';

/** The root stage with what grocker.yml sets of the system itself, each of it a layer of its own. */
export function withSystemSettings(context: GraphContext, below: Output): Output {
  const settings = [withoutSetuid, withTimeZone, withLocales, withCertificates];
  return settings.reduce((root, setting) => setting(context, root), below);
}

/** Without the right of programs to run as their owner, where grocker.yml does not want it. */
function withoutSetuid(context: GraphContext, root: Output): Output {
  const { setuid, places } = context.foundation;
  if (setuid !== false) return root;
  return changedRoot(context, root, {
    stage: 'root',
    title: 'remove setuid and setgid bits',
    script: 'drop-setuid.sh',
    args: [String(EPOCH)],
    span: places?.['setuid'],
  });
}

/** The local time of programs that do not read TZ. */
function withTimeZone(context: GraphContext, root: Output): Output {
  const { timeZone, places } = context.foundation;
  if (timeZone === undefined) return root;
  return step(context, {
    stage: 'root',
    title: `time zone ${timeZone}`,
    root,
    script: 'time-zone.sh',
    args: [String(EPOCH), timeZone],
    mounts: [],
    access: 'none',
    span: places?.['time_zone'],
  }).root;
}

/** Locales of glibc, from the sources that Debian's package `locales` has; it is not installed. */
function withLocales(context: GraphContext, root: Output): Output {
  const { locales = [], system, places } = context.foundation;
  if (locales.length === 0) return root;
  const isSource = ({ name }: SystemPackage) => name === LOCALES;
  return step(context, {
    stage: 'root',
    title: `locales: ${locales.join(', ')}`,
    root,
    script: 'locales.sh',
    args: [String(EPOCH), ...locales],
    mounts: systemPackageMounts(
      context,
      'root',
      system.compiler.files.filter(isSource),
      root,
      places?.['locales'],
    ),
    access: 'none',
    span: places?.['locales'],
  }).root;
}

const LOCALES = 'locales';

/** Authorities of the context in the system's store. */
function withCertificates(context: GraphContext, root: Output): Output {
  const { certificates = [], places } = context.foundation;
  if (certificates.length === 0) return root;
  return step(context, {
    stage: 'root',
    title: `certificates: ${certificates.join(', ')}`,
    root,
    script: 'certificates.sh',
    args: [String(EPOCH), ...certificates],
    mounts: certificates.map((path, index) =>
      bind({
        target: `/run/grocker/certificates/${index + 1}`,
        source: context.contextFiles({ from: 'context', path, exclude: [] }),
        selector: `/${path}`,
      }),
    ),
    access: 'none',
    span: places?.['certificates'],
  }).root;
}
