import * as z from 'zod/mini';
import type { SystemPackage } from '../system/model.ts';
import { systemFamilies } from '../spec/system-family.ts';
import type { FrozenOutput } from './frozen.ts';
import { contextOrigin, downloadOrigin, imageOrigin, type ContextOrigin } from './origin.ts';
import { mark, optional, span, text, texts, variables } from './plan-fields.ts';
import { plannedPackage } from './planned-package.ts';

export type { SystemPackage };
export type * from './origin.ts';
export type * from './planned-package.ts';

const platform = z.strictObject({
  os: z.literal('linux'),
  architecture: z.enum(['amd64', 'arm64']),
  variant: optional(text),
});
export type Platform = FrozenOutput<typeof platform>;

/** The builder's own platform, for an image whose programs it cannot run, with the same Python. */
const host = z.strictObject({
  platform,
  /** Full reference of the base image for this platform. */
  base: text,
  /** The version of its Python: of the same minor version, so that its byte code is the same. */
  python: text,
});
export type Host = FrozenOutput<typeof host>;

const baseImage = z.strictObject({
  /** Full reference, with the digest where it is known: the name in the image source op. */
  reference: text,
  /** Name of the runtime in grocker.yml. */
  runtime: text,
  family: z.enum(systemFamilies),
  span,
});
export type BaseImage = FrozenOutput<typeof baseImage>;

const user = z.strictObject({ name: text, uid: z.number(), home: text });
export type User = FrozenOutput<typeof user>;

const python = z.strictObject({
  /** Absolute path of the base interpreter. */
  executable: text,
  /** `3.13.5`, or `3.13` if the patch version was not needed. */
  version: text,
  /** It runs without the global interpreter lock (PEP 703), and has other directories for it. */
  freeThreaded: mark,
  /** `2.41` of glibc, `1.2` of musl. */
  libc: z.strictObject({ name: z.enum(['glibc', 'musl']), version: text }),
});
export type PlannedPython = FrozenOutput<typeof python>;

const systemPackage: z.ZodMiniType<SystemPackage> = z.strictObject({
  ...{ name: text, version: text, architecture: text, url: text, sha256: text },
  size: z.number(),
  span,
});

/** The packages that one stage installs on top of the stage below it. */
const systemInstall = z.strictObject({
  /** As named by the user or the catalogue. */
  requested: texts,
  files: z.array(systemPackage),
  span,
});
export type SystemInstall = FrozenOutput<typeof systemInstall>;

const systemStage = z.enum(['interpreter', 'root', 'compiler']);
export type SystemStage = z.output<typeof systemStage>;

/** Where steps with a network find packages; credentials come as secrets and are never here. */
const index = z.strictObject({
  /** Absent: uv's own default. */
  url: optional(text),
  extra: texts,
  /** RFC 3339. */
  excludeNewer: optional(text),
});
export type PlannedIndex = FrozenOutput<typeof index>;

const repository = z.strictObject({
  id: text,
  /** The `deb` line, complete. */
  line: text,
  /** Armored; its file is /etc/apt/keyrings/ID.asc. */
  key: optional(text),
});
export type AptRepository = FrozenOutput<typeof repository>;

/** The stages without Python packages: interpreter, root and compiler. */
const foundation = z.strictObject({
  platform,
  /** The platform on which steps run, if the builder cannot run programs of the image's platform. */
  host: optional(host),
  base: baseImage,
  user,
  /** Absolute path of the virtual environment in the image. */
  venv: text,
  python,
  /** Programs of the root stage do not run as their owner. */
  setuid: optional(z.literal(false)),
  /** The local time of programs that do not read TZ. */
  timeZone: optional(text),
  /** Locales of glibc, generated from the sources that the compiler stage's package `locales` has. */
  locales: optional(texts),
  /** Files of the context with authorities that the image trusts. */
  certificates: optional(texts),
  repositories: z.array(repository),
  system: z.record(systemStage, systemInstall),
  /** The image has only the files of the root stage that an application can use, and those of packages in `keep`. */
  minimal: optional(z.strictObject({ keep: texts })),
  index,
  /** By key of grocker.yml: its place. */
  places: optional(z.record(text, z.nonoptional(span))),
});
export type Foundation = FrozenOutput<typeof foundation>;

const installGroup = z.strictObject({
  /** The displayed name: `numpy 2.3.4`, or `django, celery and 9 more`. */
  title: text,
  /** Names of the packages, sorted. */
  packages: texts,
});
export type InstallGroup = FrozenOutput<typeof installGroup>;

/** A program of the system that a package runs. */
const program = z.strictObject({
  program: text,
  /** The package. */
  runBy: text,
  /** The system package that has it. */
  from: text,
});
export type PlannedProgram = FrozenOutput<typeof program>;

/** Files of the context, of an image or of a server that become a layer, owned by the image's user. */
const tree = z.strictObject({
  /** The displayed name. */
  title: text,
  /** The parts of the layer, each with its destination. */
  parts: z.array(
    z.strictObject({
      origin: z.discriminatedUnion('from', [contextOrigin, imageOrigin, downloadOrigin]),
      /** Absolute: the path of the file, or of the directory that gets the content of the origin's directory. */
      to: text,
    }),
  ),
  /** Root unless it is the image's user. */
  owner: optional(z.literal('user')),
  /** Whether Python finds modules in `to` of the first part. */
  importable: z.boolean(),
  span,
});
export type PlannedTree = FrozenOutput<typeof tree>;

/** A tree with files of the context alone. */
export interface ContextTree extends PlannedTree {
  readonly parts: readonly { readonly origin: ContextOrigin; readonly to: string }[];
}

/** A command that runs offline, as the image's user, in its work directory. */
const step = z.strictObject({
  run: texts,
  envs: variables,
  /** Absolute directory that is kept; absent: the command is only run. */
  output: optional(text),
  span,
});
export type PlannedStep = FrozenOutput<typeof step>;

const entrypoint = z.strictObject({
  command: texts,
  /** True if the first word must be a console script or a command of the image. */
  isScript: z.boolean(),
  /** True if grocker.yml names none: the application's scripts decide. */
  isDefault: mark,
  span,
});
export type PlannedEntrypoint = FrozenOutput<typeof entrypoint>;

/** The OCI image configuration's `config`, without the fields of the base image. */
const image = z.strictObject({
  /** Each name once; they win over the base image's. */
  env: variables,
  labels: z.record(text, text),
  /** Path of a program that is process 1 and runs the entry point. */
  init: optional(text),
  entrypoint: texts,
  cmd: texts,
  /** `1000:1000`: a number, for Kubernetes does not look up a name for runAsNonRoot. */
  user: text,
  workdir: text,
  volumes: texts,
  ports: texts,
  stopSignal: optional(text),
  healthcheck: optional(
    z.strictObject({
      test: texts,
      interval: optional(z.number()),
      timeout: optional(z.number()),
      startPeriod: optional(z.number()),
      startInterval: optional(z.number()),
      retries: optional(z.number()),
    }),
  ),
  /** The application, for GROCKER_APP… and the labels grocker.app.*. */
  application: z.strictObject({
    name: text,
    extras: texts,
    /** null: known from the built wheel. */
    version: z.nullable(text),
  }),
});
export type ImagePlan = FrozenOutput<typeof image>;

/**
 * Everything that will be built for one platform, as plain JSON: it is made from the spec and from facts, without a
 * clock or a network, and the graph is made from nothing else.
 */
export const planSchema = z.extend(foundation, {
  /** Every distribution of the image, by name. */
  packages: z.array(plannedPackage),
  /** Image layers of packages, in the order in which they are merged onto the root. */
  groups: z.array(installGroup),
  /** Files of the context, in layers above the packages. */
  trees: z.array(tree),
  steps: z.array(step),
  /** For every module that is not below a directory `tests`, or for all; `checked`: the former, and each import compares the source. */
  compileBytecode: z.union([z.boolean(), z.enum(['all', 'checked'])]),
  /** Packages lose the files that nothing reads when they run; `bytecode`: and their sources. */
  slim: optional(z.union([z.literal(true), z.literal('bytecode')])),
  /** Absent: none is known. */
  programs: optional(z.array(program)),
  entrypoint,
  image,
});
export type Plan = FrozenOutput<typeof planSchema>;
