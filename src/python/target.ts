/** The variables of PEP 508 (dependency specifiers, environment markers), all but `extra`. */
export interface MarkerEnvironment {
  readonly os_name: string;
  readonly sys_platform: string;
  readonly platform_machine: string;
  readonly platform_python_implementation: string;
  readonly platform_release: string;
  readonly platform_system: string;
  readonly platform_version: string;
  /** `3.13` */
  readonly python_version: string;
  /** `3.13.5` */
  readonly python_full_version: string;
  readonly implementation_name: string;
  readonly implementation_version: string;
}

export interface LibC {
  readonly name: 'glibc' | 'musl';
  /** `2.41`, `1.2` */
  readonly version: string;
}

export type Architecture = 'amd64' | 'arm64';

/** The identity of an interpreter, as given, never as found on the host. */
export interface Interpreter {
  /** `3.13.5`, or `3.13` where the patch version is not known. */
  readonly version: string;
  readonly freeThreaded: boolean;
  readonly architecture: Architecture;
  readonly libc: LibC;
}

/** The Python that an image runs: what markers are evaluated for and wheels are chosen for. */
export interface PythonTarget {
  readonly interpreter: Interpreter;
  readonly environment: MarkerEnvironment;
  /** `cp313-cp313-manylinux_2_41_x86_64` …, most preferred first (PEP 425). */
  readonly tags: readonly string[];
}
