import { bind, type Output } from '../llb/llb.ts';
import type { SystemPackage } from '../plan/plan.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext } from './graph-context.ts';
import { changedRoot } from './image-root.ts';
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
  return changedRoot(context, root, {
    stage: 'root',
    title: `time zone ${timeZone}`,
    script: 'time-zone.sh',
    args: [String(EPOCH), timeZone],
    span: places?.['time_zone'],
  });
}

/** Locales of glibc, from the sources that Debian's package `locales` has; it is not installed. */
function withLocales(context: GraphContext, root: Output): Output {
  const { locales = [], system, places } = context.foundation;
  if (locales.length === 0) return root;
  const isSource = ({ name }: SystemPackage) => name === LOCALES;
  const { host } = context;
  return changedRoot(context, root, {
    stage: 'root',
    title: `locales: ${locales.join(', ')}`,
    script: 'locales.sh',
    args: [String(EPOCH), ...locales],
    mounts: systemPackageMounts(
      host ?? context,
      'root',
      system.compiler.files.filter(isSource),
      host?.base ?? root,
      places?.['locales'],
    ),
    span: places?.['locales'],
  });
}

const LOCALES = 'locales';

/** Authorities of the context in the system's store. */
function withCertificates(context: GraphContext, root: Output): Output {
  const { certificates = [], places } = context.foundation;
  if (certificates.length === 0) return root;
  return changedRoot(context, root, {
    stage: 'root',
    title: `certificates: ${certificates.join(', ')}`,
    script: 'certificates.sh',
    args: [String(EPOCH), ...certificates],
    mounts: certificates.map((path, index) =>
      bind({
        target: `/run/grocker/certificates/${index + 1}`,
        source: context.contextFiles({ from: 'context', path, exclude: [] }),
        selector: `/${path}`,
      }),
    ),
    span: places?.['certificates'],
  });
}
