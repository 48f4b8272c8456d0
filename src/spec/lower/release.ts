import { isValidName, normalizeName } from '../../python/name.ts';
import { formatVersion, parseVersion } from '../../python/version.ts';
import { parseWheelName } from '../../python/wheel-name.ts';
import type { Release } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { textError } from './fields.ts';
import type { Report } from './fields.ts';
import { contextPath } from './paths.ts';
import { requirement } from './requirements.ts';

const wheelWithExtras = /^([^[\]]*\.whl)(?:\[([^[\]]*)\])?$/;

/** `name[extras]==version`, or a wheel of the context with extras, as `grocker build` took it. */
export function release(scalar: YamlScalar, report: Report): Release | undefined {
  const wheel = wheelWithExtras.exec(scalar.text);
  if (wheel !== null && !namesUrl(scalar.text))
    return wheelRelease(scalar, wheel[1] ?? '', wheel[2] ?? '', report);
  const parsed = requirement(scalar, report);
  if (parsed === undefined) return undefined;
  if (parsed.url !== undefined) {
    report(
      textError(scalar, 'release-url', 'a release comes from an index, not from a url', {
        from: scalar.text.indexOf('@'),
        help: version(parsed.url)
          ? `Write \`${parsed.name}==${parsed.url.trim()}\`.`
          : 'Use `project` for what is not released, or a wheel of the context.',
      }),
    );
    return undefined;
  }
  if (parsed.markerText !== undefined) {
    report(
      textError(scalar, 'release-marker', 'a release is always installed: it takes no marker', {
        from: scalar.text.indexOf(';'),
        help: 'Remove the marker.',
      }),
    );
    return undefined;
  }
  const [first, second] = parsed.specifiers;
  const pinned =
    first !== undefined &&
    second === undefined &&
    (first.operator === '===' || (first.operator === '==' && !first.wildcard));
  return {
    kind: 'requirement',
    text: parsed.text,
    name: parsed.name,
    extras: parsed.extras.toSorted(),
    specifier: parsed.specifiers.map(({ operator, text }) => operator + text).join(','),
    ...(pinned ? { version: first.text } : {}),
    span: spanOf(scalar),
  };
}

/** Whether a url follows an `@`. */
function namesUrl(text: string): boolean {
  const at = text.indexOf('@');
  return at !== -1 && text.includes('://', at);
}

function wheelRelease(
  scalar: YamlScalar,
  file: string,
  extrasText: string,
  report: Report,
): Release | undefined {
  const path = contextPath({ ...scalar, text: file }, report);
  if (path === undefined) return undefined;
  const nameStart = file.lastIndexOf('/') + 1;
  const name = parseWheelName(file.slice(nameStart));
  if (name === undefined) {
    report(
      textError(
        scalar,
        'invalid-wheel-name',
        `"${file.slice(nameStart)}" is not the file name of a wheel`,
        {
          from: nameStart,
          to: file.length,
          help: 'Name the wheel `name-version-python-abi-platform.whl`.',
        },
      ),
    );
    return undefined;
  }
  return {
    kind: 'wheel',
    path: path.value,
    name: name.name,
    version: formatVersion(name.version),
    extras: wheelExtras(scalar, extrasText, file.length + 1, report),
    span: spanOf(scalar),
  };
}

/** The extras between the brackets, which begin at an offset of the text. */
function wheelExtras(
  scalar: YamlScalar,
  written: string,
  offset: number,
  report: Report,
): readonly string[] {
  const extras = new Set<string>();
  for (const { 0: extra, index } of written.matchAll(/[^,\s]+(?:\s+[^,\s]+)*/g)) {
    if (isValidName(extra)) {
      extras.add(normalizeName(extra));
    } else {
      const from = offset + index;
      const message = `"${extra}" is not the name of an extra`;
      report(textError(scalar, 'invalid-name', message, { from, to: from + extra.length }));
    }
  }
  return [...extras].toSorted();
}

function version(text: string): boolean {
  return parseVersion(text.trim()) !== undefined;
}
