/** Words as a YAML flow sequence (YAML 1.2, section 7.4.1): `[python, -m, app]`. */
export function flowList(words: readonly string[]): string {
  return `[${words.map(flowScalar).join(', ')}]`;
}

/** As in `[ ]` and `{ }`, with quotes where YAML would read something else. */
export function flowScalar(text: string): string {
  return /^[\w./-](?:[^\s#,[\]{}:"'\\]|:(?=[^\s]))*$/.test(text) ? text : JSON.stringify(text);
}
