import type { ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { baseName } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/** A name with the letter of its layer above it, `a^L`. */
type Layered = ScriptsSyntax & { readonly base: SymbolSyntax; readonly sup: SymbolSyntax };

/**
 * A note whose gradients are taken by the letter of a name that it has in its layers alone, `\delta^L = \nabla_a C \odot \sigma'(z^L)`, with the name
 * of the layer that the rest of the formula is about in the place of the letter: `\nabla_{a^L} C`.
 */
export function withLayersBelowNablas(note: ReadNote): ReadNote {
  const letters = new Set(flatMap(note.statements, (statement) => flatMap(nodesOf(statement), letterBelow)));
  if (letters.size === 0) return note;
  const alone = aloneIn(note.statements);
  const names = flatMap(note.statements, (statement) => nodesOf(statement).filter(isLayered));
  const layers = new Map<Syntax, Layered>();
  for (const statement of note.statements) {
    const own = new Set(flatMap(nodesOf(statement), (node) => (isLayered(node) ? [baseName(node.sup)] : [])));
    const [letter, ...more] = flatMap(nodesOf(statement), letterBelow);
    const [layer] = own;
    if (letter === undefined || alone.has(letter) || own.size !== 1 || more.some((other) => other !== letter)) continue;
    const name = names.find(({ base, sup }) => baseName(base) === letter && baseName(sup) === layer);
    if (name) for (const { node } of statement.members) layers.set(node, name);
  }
  return layers.size === 0 ? note : withFormulas(note, (node) => below(node, layers.get(node)));
}

/** `a` of `\nabla_a C`. */
function letterBelow(node: Syntax): readonly string[] {
  return node.kind === 'nabla' && node.wrt?.kind === 'symbol' ? [baseName(node.wrt)] : [];
}

function isLayered(node: Syntax): node is Layered {
  return node.kind === 'scripts' && node.base.kind === 'symbol' && node.sup?.kind === 'symbol' && /^[lL]$/.test(node.sup.letter);
}

/** Names that stand somewhere without anything above them, but below a nabla. */
function aloneIn(statements: readonly Statement[]): ReadonlySet<string> {
  const nodes = flatMap(statements, nodesOf);
  const inside = new Set<Syntax | undefined>(
    flatMap(nodes, (node) => (node.kind === 'scripts' && node.sup ? [node.base] : node.kind === 'nabla' ? [node.wrt] : [])),
  );
  return new Set(flatMap(nodes, (node) => (node.kind === 'symbol' && !inside.has(node) ? [baseName(node)] : [])));
}

function below(node: Syntax, name: Layered | undefined): Syntax {
  if (name === undefined) return node;
  const inside = mapParts(node, (part) => below(part, name));
  if (inside.kind !== 'nabla' || inside.wrt?.kind !== 'symbol') return inside;
  const { range } = inside.wrt;
  return { ...inside, wrt: { kind: 'scripts', base: inside.wrt, sup: { ...name.sup, range }, primes: 0, range } };
}
