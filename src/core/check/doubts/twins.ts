import { type Expr, substitute, walk } from '../../expr/expr.ts';
import { nodesIn } from '../../latex/walk.ts';
import type { ReadNote } from '../../meaning/chains.ts';
import { baseName, partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import type { MessageId } from '../../text/message.ts';
import { sentenceEnd } from '../../text/sentences.ts';
import { derives } from '../sides.ts';
import { type Difference, isOpen } from './doubt.ts';

/** How many terms of a side are tried with the other sign. */
const mostTwins = 12;

/** Doubts about what a name or a function may be: none is left where the same names make the sides equal but for one small slip. */
const aboutNames: ReadonlySet<MessageId> = new Set(['unknown-symbol', 'open-part', 'unknown-function', 'loose-ends']);

/**
 * Whether a doubt is dispelled, since the right side of a derivative agrees with the left one as soon as one of its signs is turned: what its
 * names mean is known then, however they came in. Functions of which words tell more may have their signs from there; and rows and columns that
 * are exchanged tell nothing, since the words may be about a symmetric matrix.
 */
export function isDispelled(doubt: MessageId, difference: Difference): boolean {
  const { worlds, step, expected, written, world } = difference;
  if (!aboutNames.has(doubt) || !derives(expected)) return false;
  const agrees = (twin: Expr): boolean => worlds.compare(world, step, expected, twin, step.conditions).kind === 'equal';
  return withOtherSign(written).some(agrees) && !openBases(difference).some((base) => isSpokenOf(base, worlds.meaning.note));
}

/** The letters of the functions in a difference that nothing in the notes fixes. */
function openBases({ worlds, step, expected, written }: Difference): readonly string[] {
  const bodies = [expected, written, ...worlds.bodiesBehind(step, expected), ...worlds.bodiesBehind(step, written)];
  const nodes = flatMap(bodies, walk);
  const bases = flatMap(nodes, (node) => (node.kind === 'call' && isOpen(worlds, step, node.fn) ? [partsOfKey(node.fn).base] : []));
  return [...new Set(bases)];
}

/** Words that tell nothing of the sign of a function or its derivative. */
const plainWords: ReadonlySet<string> = new Set(
  (
    'a activation activations acting acts all an and any applied applies apply applying are be by component componentwise continuous continuously differentiable each element elementwise entry entrywise every ' +
    'for function functions here if in is it its let letting non nonlinear nonlinearity of on our pointwise scalar smooth some suppose the then twice we when where which with wise'
  ).split(' '),
);

/** Whether a sentence names a letter in a formula that claims nothing (`f`, `f'`, `f'(x)`) among words that may tell more than that it is smooth. */
function isSpokenOf(base: string, { loose, sentences }: ReadNote): boolean {
  return loose.some(({ node, span }) => {
    const isNamed = nodesIn(node).some((inner) => inner.kind === 'symbol' && baseName(inner).replace(/'+$/, '') === base);
    if (!isNamed) return false;
    const places = sentences.filter(({ spans }) => spans === span || spans === span + 1);
    const around = sentences.filter(({ section, paragraph }) =>
      places.some((place) => place.section === section && place.paragraph === paragraph),
    );
    const join = (part: typeof around): string => part.map(({ text }) => text).join(' ');
    const before = join(around.filter(({ spans }) => spans <= span));
    const behind = join(around.filter(({ spans }) => span < spans));
    const said = `${before.split(sentenceEnd).at(-1)} ${behind.split(sentenceEnd)[0]}`;
    return (said.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).some((word) => !plainWords.has(word));
  });
}

/** A formula with the sign of one of its terms turned. */
function withOtherSign(written: Expr): readonly Expr[] {
  const terms = flatMap(walk(written), (node) => (node.kind === 'add' ? node.terms : []));
  return [written, ...terms].slice(0, mostTwins).map((term) => substitute(written, term, negated(term)));
}

function negated(term: Expr): Expr {
  return term.kind === 'negate' ? term.of : { kind: 'negate', of: term };
}
