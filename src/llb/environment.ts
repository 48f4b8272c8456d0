import { sorted } from './sorted.ts';

/**
 * "NAME=value" of each variable once: a table's in the order of the names, a
 * list's in its own order, where the last of a name wins and keeps its place.
 */
export function environment(
  variables: Readonly<Record<string, string>> | readonly string[] = [],
): readonly string[] {
  if (!isList(variables)) {
    return sorted(Object.entries(variables), ([name]) => name).map(
      ([name, value]) => `${name}=${value}`,
    );
  }
  const names = variables.map(nameOf);
  return variables.filter((_, at) => names.lastIndexOf(names[at] ?? '') === at);
}

/** The environment with a variable that it may lack. */
export function setDefault(
  env: readonly string[],
  name: string,
  value: string | undefined,
): readonly string[] {
  const present = env.some((variable) => nameOf(variable) === name);
  return value === undefined || present ? env : [...env, `${name}=${value}`];
}

function nameOf(variable: string): string {
  return variable.split('=', 1)[0] ?? '';
}

function isList(variables: object): variables is readonly string[] {
  return Array.isArray(variables);
}
