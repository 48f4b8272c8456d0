/** The extras and groups of the project that a command installs. */
export interface ChosenExtras {
  readonly extras: readonly string[] | 'all';
  readonly groups: readonly string[];
}

const NAME = /^[A-Za-z0-9][\w.-]*$/;

/** The extras and groups that the commands of one RUN choose: those of uv, Poetry, PDM and pip. */
export function chosenExtras(run: string): ChosenExtras {
  const found = run.split(/&&|\|\||[;|\n]/).map((command) => ofCommand(command.trim()));
  const extras = found.flatMap((each) => (each.extras === 'all' ? [] : each.extras));
  return {
    extras: found.some((each) => each.extras === 'all') ? 'all' : [...new Set(extras)],
    groups: [...new Set(found.flatMap(({ groups }) => groups))],
  };
}

function ofCommand(command: string): ChosenExtras {
  const words = command.split(/\s+/).map((word) => word.replaceAll(/["']/g, ''));
  if (/\bpoetry\s+(?:-\S+\s+)*install\b/.test(command)) {
    // Poetry takes several extras in one text.
    const quoted = [
      ...command.matchAll(/(?:-E|--extras)[=\s]+(?:"([^"]*)"|'([^']*)'|(\S+))/g),
    ].flatMap(([, double, single, bare]) => (double ?? single ?? bare ?? '').split(/[\s,]+/));
    return {
      extras: words.includes('--all-extras') ? 'all' : names(quoted),
      groups: valuesOf(words, '--with', '--only').filter((name) => name !== 'main'),
    };
  }
  if (/\buv\s+(?:-\S+\s+)*(?:sync|export)\b/.test(command)) {
    return {
      extras: words.includes('--all-extras') ? 'all' : valuesOf(words, '--extra'),
      groups: valuesOf(words, '--group', '--only-group'),
    };
  }
  // PDM has one option for extras and groups.
  if (/\bpdm\s+(?:-\S+\s+)*(?:install|sync|export)\b/.test(command)) {
    const chosen = valuesOf(words, '-G', '--group', '--with');
    return { extras: chosen, groups: chosen };
  }
  if (/\bpip[\d.]*\s+(?:install|wheel)\b/.test(command)) {
    const own = words.flatMap(
      (word) => /^\.{1,2}[\w./-]*\[([^\]]*)\]$/.exec(word)?.[1]?.split(',') ?? [],
    );
    return { extras: names(own), groups: valuesOf(words, '--group') };
  }
  return { extras: [], groups: [] };
}

/** The values of options, also `--option=value` and several with commas. */
function valuesOf(words: readonly string[], ...options: readonly string[]): readonly string[] {
  return names(
    words.flatMap((word, at) => {
      if (options.includes(word)) return (words[at + 1] ?? '').split(',');
      const option = options.find((each) => word.startsWith(`${each}=`));
      return option === undefined ? [] : word.slice(option.length + 1).split(',');
    }),
  );
}

function names(texts: readonly string[]): readonly string[] {
  return texts.map((text) => text.trim()).filter((text) => NAME.test(text));
}
