import type { ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { isEqual } from './general-term.ts';
import { phrase } from './phrases/index.ts';
import { baseName } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

const primeTransposes = phrase('primeTransposes');
const isTransposed = phrase('isTransposed');

/**
 * A note with `x^\top` for `x'`, as econometrics and statistics write it: where words say so, or where a second derivative by a vector and
 * its transpose (`\partial \beta\, \partial \beta'`), a product `X'X` or one of a bracket with itself shows it. Primes stay what they are on
 * functions, on letters of indices and on names that the notes define with them.
 */
export function withTransposingPrimes(note: ReadNote): ReadNote {
  const { statements } = note;
  const primed = statements.some((statement) => nodesOf(statement).some(isPrimed));
  if (!primed || !(isSaid(note) || statements.some(isShown))) return note;
  const others = otherPrimes(statements);
  return withFormulas(note, (node) => withTransposed(node, others));
}

type Primed = ScriptsSyntax & { readonly primes: 1; readonly sup?: undefined };

function isPrimed(node: Syntax | undefined): node is Primed {
  if (node?.kind !== 'scripts' || node.primes !== 1 || node.sup) return false;
  return node.base.kind === 'symbol' || (node.base.kind === 'group' && node.base.open !== '|');
}

/** Whether words say what the prime is, or what a name with it is. */
function isSaid({ sentences, loose }: ReadNote): boolean {
  if (sentences.some(({ text }) => primeTransposes.test(text))) return true;
  const spans = new Set(flatMap(loose, ({ node, span }) => (isPrimed(node) || isMark(node) ? [span + 1] : [])));
  return spans.size > 0 && sentences.some((sentence) => spans.has(sentence.spans) && isTransposed.test(sentence.text));
}

/** The prime by itself. */
function isMark(node: Syntax): boolean {
  return node.kind === 'symbol' && (node.letter === '\\prime' || node.letter === "'");
}

function isShown(statement: Statement): boolean {
  return nodesOf(statement).some((node) => {
    if (node.kind === 'partial') {
      const [one, other] = node.wrt;
      return one !== undefined && isPrimed(other) && isEqual(plain(other), one);
    }
    if (node.kind !== 'product') return false;
    return node.factors.some(({ node: factor }, at) => {
      const next = node.factors[at + 1]?.node;
      if (!isPrimed(factor) || next === undefined || node.factors[at + 1]?.by !== 'juxtaposed' || !isEqual(plain(factor), next))
        return false;
      return nodesIn(factor.base).some((part) => part.kind === 'symbol' && (/^[A-Z]$/.test(part.letter) || part.face === 'bold'));
    });
  });
}

/** A name or a bracket without its prime. */
function plain({ base, sub, range }: ScriptsSyntax): Syntax {
  return sub ? { kind: 'scripts', base, sub, primes: 0, range } : base;
}

/** The names whose primes mean something else: those of functions, of indices, and those that stand in front of an equals sign with it. */
function otherPrimes(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(
    flatMap(statements, (statement) => {
      const head = statement.members.length > 1 ? statement.members[0]?.node : undefined;
      const defined = isPrimed(head) && head.base.kind === 'symbol' ? [baseName(head.base)] : [];
      return [...defined, ...flatMap(nodesOf(statement), ofFunction)];
    }),
  );
}

const functionLetters = /^(?:[fgh]|\\(?:sigma|phi|varphi|psi))$/;

function ofFunction(node: Syntax): readonly string[] {
  if (node.kind === 'call') {
    const symbol = node.head.kind === 'symbol' ? node.head : node.head.kind === 'scripts' ? node.head.base : undefined;
    const isFunction = symbol?.kind === 'symbol' && (node.head.kind === 'symbol' || functionLetters.test(symbol.letter));
    return isFunction ? [baseName(symbol)] : [];
  }
  // `x_{j'}`, `\sum_{j'}`
  const below = node.kind === 'scripts' ? [node.sub] : node.kind === 'big-operator' ? node.over : [];
  return flatMap(below, (part) =>
    part ? flatMap([part, ...itemsOf(part)], (item) => (isPrimed(item) && item.base.kind === 'symbol' ? [baseName(item.base)] : [])) : [],
  );
}

function itemsOf(node: Syntax): readonly Syntax[] {
  return node.kind === 'product' ? node.factors.map((factor) => factor.node) : node.kind === 'list' ? node.items : [];
}

function withTransposed(node: Syntax, others: ReadonlySet<string>): Syntax {
  const inside = mapParts(node, (part) => withTransposed(part, others));
  if (!isPrimed(inside) || (inside.base.kind === 'symbol' && others.has(baseName(inside.base)))) return inside;
  const { end } = inside.range;
  const sup: SymbolSyntax = { kind: 'symbol', letter: '\\top', face: 'italic', accents: [], range: { start: end - 1, end } };
  return { ...inside, primes: 0, sup };
}
