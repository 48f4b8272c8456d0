import * as z from 'zod/mini';

/** Settings that the daemon passes in environment variables (BuildKit's frontend/gateway/grpcclient). */
export interface Environment {
  /** BUILDKIT_FRONTEND_OPT_n=key=value, unparsed. */
  readonly options: ReadonlyMap<string, string>;
  readonly sessionId: string;
  readonly workers: readonly Worker[];
  /** The program that the daemon is part of: `moby` in Docker, `buildkit` by itself. */
  readonly product: string;
}

export interface Worker {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly platforms: readonly WorkerPlatform[];
}

/** A platform as the OCI image specification defines it. */
export interface WorkerPlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

const optionPrefix = 'BUILDKIT_FRONTEND_OPT_';

/** Reads the variables; a malformed list of workers is an empty one, as in BuildKit's own client. */
export function parseEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Environment {
  const options = new Map<string, string>();
  for (const [name, text] of Object.entries(variables)) {
    if (!name.startsWith(optionPrefix) || text === undefined) continue;
    const equals = text.indexOf('=');
    if (equals === -1) options.set(text, '');
    else options.set(text.slice(0, equals), text.slice(equals + 1));
  }
  return {
    options,
    sessionId: variables['BUILDKIT_SESSION_ID'] ?? '',
    workers: parseWorkers(variables['BUILDKIT_WORKERS'] ?? ''),
    product: variables['BUILDKIT_EXPORTEDPRODUCT'] ?? '',
  };
}

const text = z.catch(z._default(z.string(), ''), '');

const platform = z.object({
  os: text,
  architecture: text,
  variant: z.catch(z.optional(z.string()), undefined),
});

const platforms = z.catch(z.optional(z.array(platform)), undefined);
const labels = z.catch(z.optional(z.record(z.string(), z.string())), undefined);

/** Fields have small letters or capital ones, by the version of the daemon. */
const workers = z.array(
  z.object({ id: text, ID: text, labels, Labels: labels, platforms, Platforms: platforms }),
);

function parseWorkers(json: string): readonly Worker[] {
  return (z.safeParse(workers, parseJson(json)).data ?? []).map((worker) => ({
    id: worker.id || worker.ID,
    labels: worker.labels ?? worker.Labels ?? {},
    platforms: (worker.platforms ?? worker.Platforms ?? []).map(
      ({ variant, ...rest }): WorkerPlatform => ({ ...rest, ...(variant && { variant }) }),
    ),
  }));
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
