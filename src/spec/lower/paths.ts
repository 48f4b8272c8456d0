import type { Located } from '../../diagnostics/span.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { textError } from './fields.ts';
import type { Report } from './fields.ts';

// eslint-disable-next-line no-control-regex -- these are what is looked for
const control = /[\u0000-\u001f\u007f]/;

/**
 * A path of the context in its shortest form: no `./`, no `//`, no final `/`, `.` for the root;
 * undefined, and reported, where it would lead out of the context.
 */
export function contextPath(scalar: YamlScalar, report: Report): Located<string> | undefined {
  const { text } = scalar;
  if (!isCleanPath(scalar, report)) return undefined;
  if (text.startsWith('/')) {
    report(
      textError(scalar, 'absolute-path', `"${text}" is absolute`, {
        help: 'Write it relative to the build context.',
      }),
    );
    return undefined;
  }
  if (/^(?:~(?:\/|$)|[A-Za-z]:\\)/.test(text)) {
    report(
      textError(scalar, 'absolute-path', `"${text}" is a path of one machine`, {
        help: 'Write it relative to the build context.',
      }),
    );
    return undefined;
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    report(textError(scalar, 'invalid-path', `"${text}" is a url, not a path of the context`));
    return undefined;
  }
  const parts: string[] = [];
  let at = 0;
  for (const part of text.split('/')) {
    if (part === '..') {
      if (parts.length === 0) {
        report(
          textError(scalar, 'path-outside-context', `"${text}" leads out of the build context`, {
            from: at,
            to: at + 2,
            help: 'Build from the directory above, or copy what is needed into the context.',
          }),
        );
        return undefined;
      }
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
    at += part.length + 1;
  }
  return { value: parts.length === 0 ? '.' : parts.join('/'), span: spanOf(scalar) };
}

/** An absolute directory of the image in its shortest form. */
export function imagePath(scalar: YamlScalar, report: Report): string | undefined {
  const { text } = scalar;
  if (!isCleanPath(scalar, report)) return undefined;
  if (!text.startsWith('/')) {
    report(
      textError(scalar, 'relative-path', `"${text}" is not absolute`, {
        help: text.startsWith('~')
          ? `Write the home directory itself: \`/home/grocker${text.slice(1)}\`.`
          : `Write \`/${text.replace(/^\.?\/*/, '')}\`, or the directory that you mean.`,
      }),
    );
    return undefined;
  }
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) {
    report(textError(scalar, 'invalid-path', `"${text}" holds ".."`));
    return undefined;
  }
  return `/${parts.join('/')}`;
}

/** A pattern of files below a directory of the context. */
export function filePattern(scalar: YamlScalar, report: Report): string | undefined {
  const { text } = scalar;
  if (!isCleanPath(scalar, report)) return undefined;
  if (text.startsWith('/') || text.split('/').includes('..')) {
    report(textError(scalar, 'path-outside-context', `"${text}" leads out of its directory`));
    return undefined;
  }
  return text.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
}

function isCleanPath(scalar: YamlScalar, report: Report): boolean {
  const { text } = scalar;
  if (text.trim() === '') {
    report(textError(scalar, 'empty-text', 'expected a path, found an empty text'));
    return false;
  }
  const found = control.exec(text);
  if (found !== null) {
    report(
      textError(scalar, 'control-character', 'a path may not hold control characters', {
        from: found.index,
        to: found.index + 1,
      }),
    );
    return false;
  }
  return true;
}
