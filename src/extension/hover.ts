import { ColorThemeKind, Hover, MarkdownString, type TextDocument, window, workspace } from 'vscode';

/**
 * The hover with its `latex` blocks typeset. The server does not know the colours of the editor, so formulas are drawn here. Where one
 * cannot be drawn, its source stays.
 */
export async function typesetHover(hover: Hover | null | undefined, document: TextDocument): Promise<Hover | null | undefined> {
  if (!hover) return hover;
  const look = {
    color: inks[window.activeColorTheme.kind],
    em: scale * Math.min(40, Math.max(8, workspace.getConfiguration('editor', document).get('fontSize', 14))),
    macros: workspace.getConfiguration('markdown.math', document).get<Record<string, unknown>>('macros', {}),
  };
  const contents = await Promise.all(
    hover.contents.map(async (content) => (content instanceof MarkdownString ? await typeset(content, look) : content)),
  );
  return new Hover(contents, hover.range);
}

/** What links in a hover may run; the server writes them only with places for arguments. */
const enabledCommands = ['backproof.deriveGradient', 'backproof.copyDerivative', 'backproof.explainStep'];

/** Letters of formulas are smaller than those of text of the same size. */
const scale = 1.15;

type Look = { readonly color: string; readonly em: number; readonly macros: Readonly<Record<string, unknown>> };

async function typeset(content: MarkdownString, look: Look): Promise<MarkdownString> {
  const source = content.value.replace(/^[✓✗?](?= \*\*)/, (sign) => icons.get(sign) ?? sign);
  const text = await drawn(source, look);
  const result = new MarkdownString(text.length < longest ? text : source, true);
  result.supportHtml = true;
  result.isTrusted = { enabledCommands };
  return result;
}

/** The Markdown with its formulas as images: the author's side and what it should be beside each other, any other on a line of its own. */
async function drawn(source: string, look: Look): Promise<string> {
  if (!source.includes('```latex')) return source;
  const { formulaImage } = await import('./typeset.ts');
  const compared = comparison.exec(source)?.[0];
  const images = [...source.matchAll(latexBlock)].map(([, , tex = '']) => formulaImage(tex, look));
  if (images.includes(undefined)) return source;
  const next = (): string => images.shift() ?? '';
  if (compared === undefined) return source.replace(latexBlock, next);
  const [yours = '', ...others] = [...compared.matchAll(latexBlock)].map(next);
  const [, label, , otherLabel] = comparison.exec(source) ?? [];
  const rows = others.map((other, row) => `| ${row === 0 ? yours : ''} | &nbsp;&nbsp; | ${other} |`);
  const table = `\n\n| ${label} | | ${otherLabel} |\n| :-- | --- | :-- |\n${rows.join('\n')}`;
  return source.replace(compared, () => table).replace(latexBlock, next);
}

const latexBlock = /^(`{3,})latex\n([\s\S]*?)\n\1$/gm;

/** A label, one formula, another label and one formula or more. */
const comparison = /\n\n([^\n`]+):\n\n(`{3,})latex\n[\s\S]*?\n\2\n\n([^\n`]+):(?:\n\n(`{3,})latex\n[\s\S]*?\n\4)+/;

/** VS Code cuts a hover that is longer than this, in the middle of an image. */
const longest = 95_000;

const icons: ReadonlyMap<string, string> = new Map([
  ['✓', '<span style="color:var(--vscode-testing-iconPassed);">$(pass)</span>'],
  ['✗', '<span style="color:var(--vscode-testing-iconFailed);">$(error)</span>'],
  ['?', '<span style="color:var(--vscode-descriptionForeground);">$(question)</span>'],
]);

/** The colour of text in a hover, which no extension is told. */
const inks: Readonly<Record<ColorThemeKind, string>> = {
  [ColorThemeKind.Light]: '#3b3b3b',
  [ColorThemeKind.Dark]: '#cccccc',
  [ColorThemeKind.HighContrast]: '#ffffff',
  [ColorThemeKind.HighContrastLight]: '#292929',
};
