/**
 * The target of markers and wheels, derived from the identity of an interpreter.
 * PEP 508, "Environment Markers"; PEP 425.
 */
import { machineOf, wheelTags } from './tag.ts';
import type { Interpreter, MarkerEnvironment, PythonTarget } from './target.ts';

/** The target of CPython on Linux. */
export function pythonTarget(interpreter: Interpreter): PythonTarget {
  return { interpreter, environment: environmentOf(interpreter), tags: wheelTags(interpreter) };
}

/** An unknown patch version counts as 0: ask markerDependsOnPatch whether that matters. */
function environmentOf({ version, architecture }: Interpreter): MarkerEnvironment {
  const minor = /^[0-9]+\.[0-9]+/.exec(version)?.[0] ?? version;
  const patched = version === minor ? `${minor}.0` : version;
  // Builds from a checkout call themselves `3.13.0+`, which is not a version.
  const full = patched.endsWith('+') ? `${patched}local` : patched;
  return {
    os_name: 'posix',
    sys_platform: 'linux',
    platform_machine: machineOf(architecture),
    platform_python_implementation: 'CPython',
    platform_release: '',
    platform_system: 'Linux',
    platform_version: '',
    python_version: minor,
    python_full_version: full,
    implementation_name: 'cpython',
    implementation_version: full,
  };
}
