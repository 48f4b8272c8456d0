/** Colours for light and dark; the page loads no other file. */
export const pageStyle = `
:root { color-scheme: light dark; --text: #1c1e21; --quiet: #5f6670; --page: #fff; --line: #d6d9de; --frame: #eef0f3;
  --python: #a9cdf0; --deb: #f2c6a8; --apk: #f2c6a8; --files: #c9e2bd; --new: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --quiet: #9aa3ad; --page: #16181b; --line: #3a3f46;
  --frame: #24282d; --python: #2f5f8f; --deb: #8a5426; --apk: #8a5426; --files: #3f6b33; --new: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1240px; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: .95rem; margin: 1.2rem 0 .2rem; color: var(--new); }
p { margin: .2rem 0; } .quiet { color: var(--quiet); overflow-wrap: anywhere; }
nav a { margin-right: 1rem; } a { color: inherit; }
.legend span { display: inline-block; margin-right: 1rem; } .legend i { display: inline-block; width: .8em; height: .8em;
  margin-right: .35em; border-radius: 2px; }
.python { fill: var(--python); background: var(--python); } .deb, .apk { fill: var(--deb); background: var(--deb); }
.files { fill: var(--files); background: var(--files); }
.treemap { width: 100%; height: auto; display: block; font: 11px system-ui, sans-serif; }
.treemap rect { stroke: var(--page); } .treemap .frame { fill: var(--frame); }
.treemap text { fill: var(--text); pointer-events: none; } .part:hover rect { stroke: var(--text); stroke-width: 2; }
.graph { overflow: auto; max-height: 36rem; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
.graph svg { display: block; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; padding: .25rem .6rem;
  border-bottom: 1px solid var(--line); vertical-align: top; } td.number, th.number { text-align: right;
  font-variant-numeric: tabular-nums; white-space: nowrap; } th button { font: inherit; font-weight: 600; color: inherit;
  background: none; border: 0; padding: 0; cursor: pointer; }
input { font: inherit; padding: .35rem .6rem; width: 20rem; max-width: 100%; margin-bottom: .6rem;
  border: 1px solid var(--line); border-radius: 6px; background: var(--page); color: inherit; }
ul { margin: .2rem 0; padding-left: 1.2rem; } code { font-size: .9em; overflow-wrap: anywhere; }
`;

/** Sorts a table by the column that is clicked, and hides rows that lack a word. */
export const pageScript = `
const rows = [...document.querySelectorAll('#list tbody tr')];
document.querySelector('#search').addEventListener('input', ({ target }) => {
  const word = target.value.toLowerCase();
  for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(word);
});
document.querySelectorAll('#list th button').forEach((button, column) => {
  let turned = -1;
  button.addEventListener('click', () => {
    turned = -turned;
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const isNumber = rows.every((row) => row.cells[column].dataset.value !== undefined);
    rows.sort((a, b) => turned * (isNumber ? value(b) - value(a) : value(a).localeCompare(value(b))));
    document.querySelector('#list tbody').append(...rows);
  });
});
`;
