/** Options of such tools with the value in the next word. */
const VALUED =
  '(?:--(?:extra|no-extra|group|no-group|only-group|with|with-editable|with-requirements|env-file|package|project|directory|python|index|default-index|find-links|config-file|cache-dir|venv|env)|-[CPpw])';

const OPTION = String.raw`(?:${VALUED}\s+\S+|--?[A-Za-z][\w-]*(?:=\S+)?)`;

/** `uv run`, `poetry run` and the like: the image is the environment that they would choose. */
const RUNNER = new RegExp(
  String.raw`(?<=^\s*|[;&|]\s*|\bexec\s+)(?:python3?\s+-m\s+)?(poetry|uv|pipenv|pdm|rye|hatch)(?:\s+${OPTION})*?\s+run((?:\s+(?!--\s|-m\s|--module\s|-s\s|--script\s)${OPTION})*)(?:\s+--(?=\s))?(?:\s+(-m|--module|-s|--script))?\s+`,
);

/** The command that a line runs, without the tools that run a command in an environment of their own. */
export function withoutRunners(line: string): string {
  let rest = line;
  // A tool may run another; and a line has few commands.
  for (let count = 0; count < 20; count += 1) {
    const next = rest.replace(
      RUNNER,
      (whole: string, tool: string, _, how: string | undefined, at: number) => {
        if (how === '-m' || how === '--module') return 'python -m ';
        const isScript =
          how !== undefined || (tool === 'uv' && isScriptName(rest.slice(at + whole.length)));
        return isScript ? 'python ' : '';
      },
    );
    if (next === rest) return rest;
    rest = next;
  }
  return rest;
}

/** uv gives a file of Python to Python. */
function isScriptName(command: string): boolean {
  return /^[^\s'"]+\.py(?:\s|$)/.test(command);
}
