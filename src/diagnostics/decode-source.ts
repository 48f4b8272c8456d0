import type { Diagnostic } from './diagnostic.ts';
import { SourceText } from './source-text.ts';

const byteOrderMark = '\uFEFF';

/** Requirements files: pip reads those in UTF-16 too, as PowerShell's `>` writes them. */
const REQUIREMENTS = /(?:^|\/)(?:[^/]*requirements[^/]*|requirements\/[^/]*)\.(?:txt|in)$/;

/** A comment of the first two lines that names a module's encoding (PEP 263). */
const CODING = /^(?:[ \t\f]*(?:#[^\r\n]*)?\r?\n)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/**
 * A file's bytes as text without its byte order mark: UTF-8, for requirements also UTF-16, and for a module of Python the
 * encoding that it declares. Another encoding is an error.
 */
export function decodeSource(name: string, bytes: Uint8Array): SourceText | Diagnostic {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    if (!REQUIREMENTS.test(name)) return notUtf8(name, 'the file is encoded in UTF-16', 1, 1);
    const encoding = first === 0xff ? 'utf-16le' : 'utf-16be';
    return new SourceText(name, new TextDecoder(encoding).decode(bytes));
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const source = new SourceText(
    name,
    text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text,
  );
  const at = firstInvalid(source.text, bytes);
  if (at === undefined) return source;
  const declared = name.endsWith('.py') ? decoderOf(CODING.exec(source.text)?.[1]) : undefined;
  if (declared !== undefined) return new SourceText(name, declared.decode(bytes));
  const { line, column } = source.position(at);
  return notUtf8(name, 'the file is not encoded in UTF-8', line, column);
}

/** A file as text; the reader of the file reports bytes that are not text. */
export function readableText(name: string, bytes: Uint8Array): string {
  const source = decodeSource(name, bytes);
  return source instanceof SourceText ? source.text : new TextDecoder().decode(bytes);
}

/** A decoder for an encoding by Python's name; undefined for UTF-8, and if there is none. */
function decoderOf(written = 'utf-8'): InstanceType<typeof TextDecoder> | undefined {
  // Editors append the end of lines: `latin-1-unix`.
  const label = written
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/-(?:unix|dos|mac)$/, '')
    .replace(/^(?:latin-1|iso-latin-1)$/, 'latin1')
    .replace(/^cp-?(\d{4})$/, 'windows-$1');
  try {
    const decoder = new TextDecoder(label);
    return decoder.encoding === 'utf-8' ? undefined : decoder;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Offset of the first character that replaces bytes that are not UTF-8. */
function firstInvalid(text: string, bytes: Uint8Array): number | undefined {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return text.indexOf('\uFFFD');
  }
}

function notUtf8(name: string, message: string, line: number, column: number): Diagnostic {
  const start = { line, column };
  return {
    code: 'not-utf8',
    severity: 'error',
    message,
    span: { file: name, start, end: { line, column: column + 1 } },
    help: 'Save it as UTF-8.',
  };
}
