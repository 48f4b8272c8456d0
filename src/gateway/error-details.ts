import type { Range, SourceInfo, Status } from './wire/messages.ts';

/** Type url of a detail that BuildKit's clients know: its value is JSON. */
export const detailUrl = (name: string) => `github.com/moby/buildkit/${name}+json`;

/** Lines of a file (errdefs.Source): clients print them below the error. */
export interface SourceDetail {
  readonly info: SourceInfo;
  readonly ranges: readonly Range[];
}

/** The exit code of the container whose process failed (gatewayapi.ExitMessage, else the message itself). */
export function exitCode(status: Status): number | undefined {
  for (const detail of details(status, 'gatewayapi.ExitMessage')) {
    const code = numberOf(detail['Code']);
    if (code !== undefined) return code;
  }
  const match = /did not complete successfully: exit code: (\d+)/.exec(status.message ?? '');
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** Digest of the vertex that failed (errdefs.Vertex), the innermost where several are named. */
export function vertexDigest(status: Status): string | undefined {
  return details(status, 'errdefs.Vertex')
    .map((detail) => textOf(detail['digest']))
    .find((digest) => digest !== '');
}

/** The operation that failed (errdefs.Solve), as far as a frontend would know it again. */
export interface FailedOperation {
  /** For a process. */
  readonly args: readonly string[];
  /** For a source: its url, and the checksum (`sha256:…`) that pins a file. */
  readonly source?: { readonly url: string; readonly checksum?: string };
}

/** Undefined if the daemon does not send it. */
export function failedOperation(status: Status): FailedOperation | undefined {
  const [detail] = details(status, 'errdefs.Solve');
  if (detail === undefined) return undefined;
  const operation = recordOf(detail['op']);
  const { args } = recordOf(recordOf(operation['exec'])['meta']);
  const source = recordOf(operation['source']);
  const identifier = textOf(source['identifier']);
  const attributes = recordOf(source['attrs']);
  const checksum = textOf(attributes['http.checksum']);
  const url = textOf(attributes['git.fullurl']) || identifier;
  return {
    args: listOf(args).map(textOf),
    ...(identifier !== '' && { source: { url, ...(checksum !== '' && { checksum }) } }),
  };
}

/** The lines that the daemon itself attached to the failure. */
export function sourceDetails(status: Status): readonly SourceDetail[] {
  return details(status, 'errdefs.Source').map((detail) => {
    const info = recordOf(detail['info']);
    return {
      info: {
        filename: textOf(info['filename']),
        language: textOf(info['language']),
        data: Buffer.from(textOf(info['data']), 'base64'),
      },
      ranges: listOf(detail['ranges']).map((range) => ({
        start: positionOf(recordOf(range)['start']),
        end: positionOf(recordOf(range)['end']),
      })),
    };
  });
}

function positionOf(value: unknown): { readonly line: number; readonly character: number } {
  const position = recordOf(value);
  return { line: numberOf(position['line']) ?? 0, character: numberOf(position['character']) ?? 0 };
}

/** JSON values of the details with that name; damaged ones are left out. */
function details(status: Status, name: string): readonly Readonly<Record<string, unknown>>[] {
  return (status.details ?? [])
    .filter((detail) => detail.typeUrl === detailUrl(name))
    .flatMap((detail) => {
      try {
        const value: unknown = JSON.parse(Buffer.from(detail.value ?? []).toString());
        return [recordOf(value)];
      } catch {
        return [];
      }
    });
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
