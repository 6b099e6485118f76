/**
 * Text with everything that could steer a terminal or hide what it says made visible: control characters as their pictures,
 * invisible and direction-changing characters as their code. Line breaks count as control characters.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) => {
    const code = char.codePointAt(0) as number;
    if (char === '\u200d') return char;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** Columns that a text takes on a terminal: two for wide characters, none for marks that combine. Expects visible text. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) if (!/[\p{Mn}\p{Me}\u200d]/u.test(char)) columns += wide.test(char) ? 2 : 1;
  return columns;
}

const wide =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

export type Paint = (text: string) => string;

/** The colours of a report, or none. */
export function painter(colour: boolean): Record<keyof typeof codes, Paint> {
  const entries = Object.entries(codes).map(([name, [on, off]]) => [
    name,
    colour ? (text: string) => `\x1b[${on}m${text}\x1b[${off}m` : (text: string) => text,
  ]);
  return Object.fromEntries(entries) as Record<keyof typeof codes, Paint>;
}

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] } as const;

/** Text with every run of white space, line breaks too, as one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Lines of at most so many columns, broken at spaces; a longer word stands alone. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line !== undefined && columnsOf(line) + 1 + columnsOf(word) <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The beginning of a text, with an ellipsis if more than so many columns are left out. */
export function clip(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let result = '';
  let taken = 1;
  for (const char of text) {
    taken += columnsOf(char);
    if (columns < taken) break;
    result += char;
  }
  return 0 < columns ? `${result}…` : '';
}
