/** What stands in the source of a regular expression: something escaped, a range, a letter, or the ends of a class. */
const pieces = /\\[pP]\{\w+\}|\\.|(\p{L})-(\p{L})|\p{L}|[[\]]/gsu;

/**
 * The source of a regular expression that finds words in small letters and capitals alike without the flag `i`: together with `u` that makes V8
 * try every alternative at every place, which takes ten times as long.
 */
export function inAnyCase(source: string): string {
  let isClass = false;
  const either = (letter: string): string => {
    const both = inBothCases(letter);
    return isClass || both === letter ? both : `[${both}]`;
  };
  return source.replace(pieces, (piece: string, from: string | undefined, to: string | undefined) => {
    if (piece === '[' || piece === ']') isClass = piece === '[';
    if (piece.startsWith('\\') || piece === '[' || piece === ']') return piece;
    if (from === undefined || to === undefined) return either(piece);
    return isClass ? `${piece}${otherCase(from)}-${otherCase(to)}` : `${either(from)}-${either(to)}`;
  });
}

function inBothCases(letter: string): string {
  const other = otherCase(letter);
  return other === letter ? letter : letter + other;
}

/** The capital of a small letter, and the other way round; the letter itself where there is none, or where it is two. */
function otherCase(letter: string): string {
  const [small, capital] = [letter.toLowerCase(), letter.toUpperCase()];
  const other = small === letter ? capital : small;
  return other.length === letter.length ? other : letter;
}
