/** Whether a fence holds a listing of plain assignments (`v = x*y`): at least half of its lines that say anything assign. */
export function isListing(info: string, code: string): boolean {
  const language = /^[\w+#-]*/.exec(info.replace(/^\{\.?/, ''))?.[0].toLowerCase() ?? '';
  if (otherLanguages.has(language)) return false;
  let lines = 0;
  let assignments = 0;
  for (const line of code.split(/\r\n?|\n/)) {
    if (/^\s*(?:$|#|%|\/\/|--)/.test(line)) continue;
    lines++;
    if (assignment.test(line)) assignments++;
  }
  return 0 < lines && lines <= 2 * assignments;
}

/** At the start of a line, behind a semicolon or in a second column; `==` compares, and `f(x=1)` names an argument. */
const assignment = /(?:^\s*|;\s*|\s\s)[\p{L}_][\p{L}\p{N}_.']*(?:\[[^\]]{0,80}\])?\s*[-+*/:]?=(?![=>])/u;

/** Languages in which `name = …` is no arithmetic. */
const otherLanguages: ReadonlySet<string> = new Set(
  (
    'json jsonc json5 yaml yml toml ini cfg env properties html xml svg css scss less diff patch mermaid dot graphviz plantuml ' +
    'bash sh shell zsh fish console terminal powershell cmd bat makefile make cmake dockerfile docker nix sql graphql ' +
    'bibtex bib latex tex markdown md csv http nginx output'
  ).split(' '),
);
