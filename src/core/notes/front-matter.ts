/** The offset behind the front matter of a Markdown text (YAML between `---`, TOML between `+++`), or behind its byte order mark. */
export function frontMatterEnd(text: string): number {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  opening.lastIndex = start;
  const fence = opening.exec(text)?.[1];
  if (fence === undefined) return start;
  const from = opening.lastIndex;
  key.lastIndex = from;
  // A rule across the page looks the same; metadata begins with a key, or is empty.
  if (fence === '---' && !key.test(text)) return start;
  const closing = fence === '---' ? yamlEnd : tomlEnd;
  closing.lastIndex = from - 1;
  return closing.test(text) ? closing.lastIndex : start;
}

const opening = /(---|\+\+\+)[ \t]*(?:\r\n?|\n)/y;
const key = /(?:---|\.\.\.)[ \t]*(?:[\r\n]|$)|(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)){0,99}["']?[\w.-][\w. -]*["']?[ \t]*:/y;
const yamlEnd = /[\r\n](?:---|\.\.\.)[ \t]*(?:\r\n?|\n|$)/g;
const tomlEnd = /[\r\n]\+\+\+[ \t]*(?:\r\n?|\n|$)/g;
