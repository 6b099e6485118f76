import type { LiteElement } from 'mathjax-full/js/adaptors/lite/Element.js';
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import 'mathjax-full/js/input/tex/configmacros/ConfigMacrosConfiguration.js';
import 'mathjax-full/js/input/tex/newcommand/NewcommandConfiguration.js';
import 'mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';

/** A formula as a Markdown image of the given colour and size, or nothing where it cannot be drawn. Loaded at the first hover that needs it. */
export function formulaImage(tex: string, look: Look): string | undefined {
  const key = JSON.stringify([tex, look]);
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const image = draw(tex, look);
  if (mostDrawn <= drawn.size) drawn.clear();
  if (image !== undefined) drawn.set(key, image);
  return image;
}

interface Look {
  readonly color: string;
  /** Pixels. */
  readonly em: number;
  readonly macros: Readonly<Record<string, unknown>>;
}

const drawn = new Map<string, string>();
const mostDrawn = 200;
const longestFormula = 4000;

/** The height of an x in em, in the fonts of MathJax. */
const ex = 0.44;

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

function draw(tex: string, { color, em, macros }: Look): string | undefined {
  if (longestFormula < tex.length) return undefined;
  try {
    const input = new TeX({
      packages: ['base', 'ams', 'newcommand', 'configmacros', 'boldsymbol'],
      macros: macroTable(macros),
      maxMacros: 1000,
    });
    const page = mathjax.document('', { InputJax: input, OutputJax: new SVG({ fontCache: 'local' }) });
    const container = page.convert(tex, { display: true, em, ex: em * ex, containerWidth: 80 * em }) as LiteElement;
    const svg = adaptor.tags(container, 'svg')[0];
    if (svg === undefined || adaptor.outerHTML(svg).includes('data-mjx-error')) return undefined;
    for (const side of ['width', 'height']) {
      adaptor.setAttribute(svg, side, `${(Number.parseFloat(adaptor.getAttribute(svg, side)) * em * ex).toFixed(1)}px`);
    }
    adaptor.setAttribute(svg, 'color', color);
    adaptor.removeAttribute(svg, 'style');
    return `![${spoken(tex)}](data:image/svg+xml;base64,${Buffer.from(adaptor.outerHTML(svg)).toString('base64')})`;
  } catch {
    return undefined;
  }
}

/** The macros of the setting `markdown.math.macros` in the form of MathJax: no backslash, and the number of arguments beside. */
function macroTable(macros: Look['macros']): Record<string, string | [string, number]> {
  const entries: [string, string | [string, number]][] = [];
  for (const [name, body] of Object.entries(macros)) {
    if (typeof body !== 'string' || !/^\\[A-Za-z]+$/.test(name)) continue;
    const count = Math.max(0, ...[...body.matchAll(/#([1-9])/g)].map((match) => Number(match[1])));
    entries.push([name.slice(1), count === 0 ? body : [body, count]]);
  }
  return Object.fromEntries(entries);
}

/** The source as the text of the image, to hear and to copy: in other words where Markdown, a table too, would take a sign for its own. */
function spoken(tex: string): string {
  return tex
    .replace(/^\\(?:[a-zA-Z]*command|[egx]?def|DeclareMathOperator).*\n/gm, '')
    .replace(/\\\\(?:\*?\[[^\]]*\])?/g, ' ; ')
    .replace(/\\(?:begin|end)\{aligned\}|\\!|&/g, ' ')
    .replace(/\\\||[[\]`<>|"]/g, (sign) => named[sign] ?? ' ')
    .replace(/\s+/g, ' ')
    .replace(/\\$/, '')
    .trim();
}

const named: Readonly<Record<string, string>> = {
  '[': '\\lbrack ',
  ']': '\\rbrack ',
  '<': '\\lt ',
  '>': '\\gt ',
  '|': '\\vert ',
  '\\|': '\\Vert ',
};
