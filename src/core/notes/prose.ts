import type { Range } from '../text/range.ts';

/** Whether what stands between two `$` is meant as math. Spaces at the edges, as in prices (`$5 and $10`), ask for clearer signs. */
export function looksLikeMath(content: string): boolean {
  const inner = content.trim();
  if (inner === '' || content.includes('`')) return false;
  const marked = mathMark.test(inner);
  const words = longestRunOfWords(withoutNames(inner));
  if (inner !== content) {
    if (marked) return words < 2 && !/^\d[\d.,]*\s/.test(inner);
    return oneOrTwoLetters.test(inner) || (letter.test(inner) && !twoLetters.test(inner));
  }
  if (/^\d[\d.,]*\s*[-–—/(~,]+$/.test(inner)) return false;
  return marked ? words < 4 : words < 2 && !/[\u3040-\u30ff\u4e00-\u9fff]{2}/.test(inner);
}

/** Whether the content of `\[ \]` or `\( \)` is a sentence with escaped brackets. */
export function isSentence(content: string): boolean {
  return !mathMark.test(content) && 2 <= longestRunOfWords(content);
}

/** Whether a formula bears any mark of math: a command, a script, a relation. */
export function isMarked(content: string): boolean {
  return mathMark.test(content);
}

/**
 * Whether text between two display delimiters runs on into prose, so that the first delimiter was never closed and the second
 * opens the next formula. Only what no formula has counts, and only outside of arguments: behind a blank line words or a heading;
 * anywhere a fence, a single `$` or a whole line of words.
 */
export function runsIntoProse(content: string): boolean {
  if (!/[\r\n]/.test(content)) return false;
  const text = content
    .replace(/(?<!\\)%.*/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^[ \t]+$/gm, '');
  const lines = text.split('\n');
  const bareLines = text.split('\n\n').map(withoutGroups).join('\n\n').split('\n');
  let behindBlank = false;
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line.trim() === '') {
      if (i < lines.length - 1) behindBlank = true;
      continue;
    }
    if (fence.test(line)) return true;
    const bare = withoutNames(bareLines[i] as string);
    if (/(?<!\\)\$/.test(bare)) return true;
    if (behindBlank && heading.test(line)) return true;
    if (behindBlank && (onlyWords.test(bare.trim()) || /[\u3040-\u30ff\u4e00-\u9fff]{2}/.test(bare) || 3 <= longestRunOfWords(bare)))
      return true;
    if (!/[\\^_=&{}]/.test(line) && (3 <= longestRunOfWords(bare) || /[\u3040-\u30ff\u4e00-\u9fff]{4}/.test(bare))) return true;
  }
  return false;
}

/** A fence with nothing behind it, as every closed block of code has at its end, or with a language; `~~~~y` is space in TeX. */
const fence = /^\s*(?:(?:`{3,}|~{3,})\s*$|`{3,}\s*(?:\{|[A-Za-z][\w+#-]+(?:\s*$|\s*\{|\s+[\w-]+=["'])))/;
const heading = /^#{1,6}\s+\p{L}{2}/u;
const letter = /\p{L}/u;
const twoLetters = /\p{L}{2}/u;
const oneOrTwoLetters = /^\p{L}{1,2}$/u;
const runOfWords = /\p{L}{2,}(?:\s+\p{L}{2,}){0,9}/gu;
const onlyWords = /^\p{L}{3}[\p{L}\s]*[,.:;]?$/u;
const mathMark = /[\\^_=<>|]/;

/** The text without words that a command makes legal (`\text{…}`, `\operatorname{…}`) and without the names of commands. */
function withoutNames(tex: string): string {
  return tex.replace(
    /\\(?:(?:inter|shortinter)?text\w*|[mh]box|math\w+|operatorname\*?|label|tag\*?|(?:eq)?ref|begin|end)\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*){0,99}\}|\\[A-Za-z]+/g,
    '·',
  );
}

/**
 * The text with a dot for what stands in braces, which is an argument whatever it says: `\comment{By $y$.}`. A brace that is never
 * closed hides nothing.
 */
function withoutGroups(tex: string): string {
  const opened: number[] = [];
  const groups: Range[] = [];
  for (let at = 0; at < tex.length; at++) {
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') opened.push(at);
    else if (tex[at] === '}') {
      const start = opened.pop();
      if (start === undefined) continue;
      while (start < (groups.at(-1)?.start ?? 0)) groups.pop();
      groups.push({ start, end: at + 1 });
    }
  }
  let bare = '';
  let done = 0;
  for (const { start, end } of groups) {
    bare += tex.slice(done, start) + tex.slice(start, end).replace(/.+/g, '·');
    done = end;
  }
  return bare + tex.slice(done);
}

/** The number of words that follow each other; ten stand for more, since nobody asks for as many and long matches run out of stack. */
function longestRunOfWords(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(runOfWords)) longest = Math.max(longest, run.split(/\s+/).length);
  return longest;
}
