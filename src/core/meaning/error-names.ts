import type { PartialSyntax, ScriptsSyntax, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { isEqual } from './general-term.ts';
import { phrase } from './phrases/index.ts';
import { baseName } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

type Marked = ScriptsSyntax & { readonly base: SymbolSyntax; readonly sup: Syntax };

const errorWords = phrase('errorOf');
const notWords = phrase('not');

/** A letter that is short for the derivatives of a loss by the names of another letter with the same marks. */
interface ErrorName {
  readonly error: SymbolSyntax;
  readonly by: SymbolSyntax;
  readonly loss: Syntax;
}

/**
 * A note that says in words of one mark what a letter is short for, “`\delta^i_t` etc. for the derivative by `a^i_t`”, with the derivatives in its
 * place under every mark that the other letter has too.
 */
export function withErrorNames(note: ReadNote): ReadNote {
  const name = errorNameIn(note);
  if (name === undefined) return note;
  const nodes = flatMap(note.statements, nodesOf);
  const marks = nodes.flatMap((node) => (isMarked(node) && isLetter(node.base, name.by) ? [node.sup] : []));
  return withFormulas(note, (node) => spelt(node, name, marks));
}

function errorNameIn({ loose, sentences, statements }: ReadNote): ErrorName | undefined {
  for (const [at, { node, span }] of loose.entries()) {
    const next = loose[at + 1];
    if (next?.span !== span + 1 || !isMarked(node) || !isMarked(next.node) || isLetter(node.base, next.node.base)) continue;
    if (!isEqual(node.sup, next.node.sup) || !isBelow(node, next.node)) continue;
    const between = sentences.filter(({ spans }) => spans === next.span);
    const text = between.length === 1 ? (between[0]?.text ?? '') : '';
    if (!errorWords.test(text) || notWords.test(text)) continue;
    const loss = lossOf(node.base, statements);
    if (loss) return { error: node.base, by: next.node.base, loss };
  }
  return undefined;
}

/** What the notes differentiate where they say what the letter is under some other mark: `\delta^h_t = \partial L / \partial h_t`. */
function lossOf(error: SymbolSyntax, statements: ReadNote['statements']): Syntax | undefined {
  const found = statements.flatMap(({ members: [head, body] }) => {
    const isOwn = head !== undefined && isMarked(head.node) && isLetter(head.node.base, error);
    return isOwn && body?.node.kind === 'partial' && body.node.of ? [body.node.of] : [];
  });
  const [loss, ...others] = found;
  return loss && others.every((other) => isEqual(other, loss)) ? loss : undefined;
}

function spelt(node: Syntax, name: ErrorName, marks: readonly Syntax[]): Syntax {
  if (!isMarked(node)) return mapParts(node, (part) => spelt(part, name, marks));
  if (!isLetter(node.base, name.error) || !marks.some((mark) => isEqual(mark, node.sup))) return node;
  const { range } = node;
  const wrt = { ...node, base: { ...name.by, range: node.base.range } };
  return {
    kind: 'partial',
    of: { ...name.loss, range },
    wrt: [wrt],
    operator: false,
    head: range,
    range,
    isNamed: true,
  } satisfies PartialSyntax;
}

function isMarked(node: Syntax): node is Marked {
  return node.kind === 'scripts' && node.base.kind === 'symbol' && node.sup?.kind === 'symbol' && node.primes === 0;
}

function isLetter(one: SymbolSyntax, other: SymbolSyntax): boolean {
  return baseName(one) === baseName(other);
}

function isBelow({ sub: one }: Marked, { sub: other }: Marked): boolean {
  return one === undefined || other === undefined ? one === other : isEqual(one, other);
}
