import * as z from 'zod/mini';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { failureWords, isFailure } from '../facts/failed-answer.ts';
import type { AnyPython, FactSource } from '../facts/fact-source.ts';
import { stepAnswer } from '../facts/step-answer.ts';
import { anyPython } from './any-python.ts';
import { mirroredUrl } from '../plan/mirrored-url.ts';
import type { Foundation, Platform } from '../plan/plan.ts';
import type { Asset, Download, Spec } from '../spec/spec.ts';
import type { LockedDownload, ReadImage } from '../system/grocker-lock.ts';
import { staleLock } from '../system/stale-lock.ts';

/** The files that neither the context nor a lock of Python packages has. */
export interface PinnedFiles {
  /** The hash of each url that grocker.yml has none for. */
  readonly downloads: readonly LockedDownload[];
  /** The images, or contexts of the client, that `files` takes from: what each name means. */
  readonly references: ReadonlyMap<string, string>;
}

/** From grocker.lock, where there is one; else from registries and servers, as they are today. */
export async function pinnedFiles(
  source: Pick<FactSource, 'baseImage' | 'download'>,
  spec: Spec,
  foundation: Foundation,
  locked: ReadImage | undefined,
): Promise<PinnedFiles> {
  const { platform } = foundation;
  const on = anyPython(foundation);
  const open = new Map(
    spec.downloads.flatMap((each) => (each.sha256 === undefined ? [[each.url, each]] : [])),
  );
  const [references, downloads] = await Promise.all([
    assetReferences(source, spec, platform, locked),
    Promise.all(
      [...open.values()].map((download) => pinnedDownload(source, spec, download, on, locked)),
    ),
  ]);
  return { references, downloads };
}

/** The same spec, with the hash of every download. */
export function withHashes(spec: Spec, { downloads }: PinnedFiles): Spec {
  if (downloads.length === 0) return spec;
  const hashes = new Map(downloads.map(({ url, sha256 }) => [url, sha256]));
  return {
    ...spec,
    downloads: spec.downloads.map((download) => {
      const sha256 = download.sha256 ?? hashes.get(download.url);
      return { ...download, ...(sha256 !== undefined && { sha256 }) };
    }),
  };
}

const digestAnswer = z.object({ sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });

async function pinnedDownload(
  source: Pick<FactSource, 'download'>,
  spec: Spec,
  { url, file, span }: Download,
  on: AnyPython,
  locked: ReadImage | undefined,
): Promise<LockedDownload> {
  if (locked !== undefined) {
    const found = locked.downloads.find((each) => each.url === url);
    if (found !== undefined) return found;
    throw staleFor(locked, `it has no hash of ${file}`, span);
  }
  const answer = await source.download({ url: mirroredUrl(spec, url) }, on);
  if (!isFailure(answer)) {
    return { url, sha256: stepAnswer('digest.py', digestAnswer, answer).sha256 };
  }
  throw new DiagnosticError([
    {
      code: 'file-source',
      severity: 'error',
      message: `${file} could not be fetched: ${failureWords(answer)}`,
      span,
      help: 'Check that the url is right, and whether its server needs a password (the secret `netrc`).',
    },
  ]);
}

async function assetReferences(
  source: Pick<FactSource, 'baseImage'>,
  { assets }: Pick<Spec, 'assets'>,
  platform: Platform,
  locked: ReadImage | undefined,
): Promise<ReadonlyMap<string, string>> {
  const byName = new Map(assets.map((asset) => [asset.from.value, asset]));
  const answers = await Promise.all(
    [...byName].map(async ([name, asset]): Promise<[string, string]> => {
      const pinned = locked?.assets.find(({ from }) => from === name);
      if (locked !== undefined && pinned === undefined) {
        throw staleFor(locked, `it has nothing of ${name}`, asset.from.span);
      }
      const question =
        pinned?.reference === undefined
          ? { reference: name, platform }
          : { reference: pinned.reference, platform, aliases: [name] };
      const { reference } = await source.baseImage(question).catch((error: unknown) => {
        throw error instanceof DiagnosticError ? error : unknownSource(asset, error);
      });
      return [name, reference];
    }),
  );
  return new Map(answers);
}

function staleFor(locked: ReadImage, what: string, span: Asset['span']): DiagnosticError {
  const place = locked.place();
  const message = `${place.file} no longer matches grocker.yml: ${what}`;
  const related = [{ message: 'requested here', span }];
  return new DiagnosticError([staleLock(message, place, { related })]);
}

function unknownSource({ from }: Asset, cause: unknown): DiagnosticError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DiagnosticError(
    [
      {
        code: 'file-source',
        severity: 'error',
        message: `there is no build context ${from.value}, and no image of that name: ${reason}`,
        span: from.span,
        help: `Give the build \`--build-context ${from.value}=DIRECTORY\`, or name an image that the builder can pull.`,
      },
    ],
    { cause },
  );
}
