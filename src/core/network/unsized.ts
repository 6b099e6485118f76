import type { Meaning } from '../check/meaning.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Candidate } from './candidates.ts';
import type { Dependence } from './dependence.ts';
import { type Network, networkOf, type PlanOptions, type Trainable } from './network.ts';

/** Letters that matrices of weights have, where nothing says of what size they are. */
const matrixLetter = /^(?:[A-Z]|\\(?:Theta|Omega))$/;
/** Letters for sizes, the usual ones first. */
const sizeLetters = ['n', 'm', 'p', 'q', 'r', 's', 'd', 'k', 'l', 'h', 'u', 'v'];

/**
 * What `z = W_1 x + b_1` says to a person in notes that nowhere speak of sizes, the likeliest first: the input is a vector, and each capital weight is a
 * matrix that takes what comes out of the one before. All may be numbers where the notes are not read for what it could be. None where a note reads
 * otherwise, or has one layer that reads as a line.
 */
export function shapesFor({ decider }: Trainable, candidate: Candidate, options: PlanOptions): readonly string[] {
  const { meaning, worlds } = decider;
  const network = networkOf({ decider: { meaning: { ...meaning, opaque: withoutShapes(meaning) }, worlds } }, candidate, options);
  if ('refused' in network || network.smallest) return [];
  const { roles, on, loss, layout } = network;
  const [input, ...others] = roles.inputs;
  if (input === undefined || others.length > 0 || partsOfKey(input).arity > 0 || isMatrix(input)) return [];
  const matrices = inLayers(network);
  const [first] = matrices;
  const isOpen = matrices.some((family) => meaning.opaque.has(family));
  if (first === undefined || (matrices.length < 2 && !isOpen)) return [];
  if (partsOfKey(first).arity > 0 || !isWeighed(first, input, on, loss)) return [];
  const sizes = freshSizes(meaning);
  if (sizes.length <= matrices.length) return [];
  const rows = (n: number): string => (n === matrices.length && layout.output === undefined ? '1' : (sizes[n] as string));
  const shapes = matrices.map((family, n) => `${printName(family, [])} \\in \\mathbb{R}^{${rows(n + 1)} \\times ${rows(n)}}`);
  const whole = [`${printName(input, [])} \\in \\mathbb{R}^{${rows(0)}}`, ...shapes].join(', ');
  const numbers = [input, ...matrices].map((family) => `${printName(family, [])} \\in \\mathbb{R}`).join(', ');
  return isOpen ? [whole, numbers] : [whole];
}

/** What can't be read, but for names of which it can't be told whether they are matrices. */
function withoutShapes({ opaque }: Meaning): Meaning['opaque'] {
  return new Map([...opaque].filter(([, { id }]) => id !== 'unclear-shape'));
}

function isMatrix(family: FamilyKey): boolean {
  return matrixLetter.test(partsOfKey(family).base);
}

/** The weights with letters of matrices, those next to the input first. */
function inLayers({ roles: { parameters }, on, loss }: Network): readonly FamilyKey[] {
  const { families } = on.of(loss);
  // Within one formula, what is applied last stands in front.
  const named = [...families].flatMap((family) => [...walk(on.bodyOf(family) ?? loss)].reverse());
  const found = named.flatMap((node) =>
    node.kind === 'ref' && parameters.includes(node.family) && isMatrix(node.family) ? [node.family] : [],
  );
  return [...new Set(found)];
}

/** Whether a weight stands right in front of an input somewhere. */
function isWeighed(weight: FamilyKey, input: FamilyKey, on: Dependence, loss: Expr): boolean {
  const is = (node: Expr | undefined, family: FamilyKey): boolean => node?.kind === 'ref' && node.family === family;
  return [...on.of(loss).bodies]
    .flatMap((body) => walk(body))
    .some((node) => node.kind === 'multiply' && node.factors.some((factor, n) => is(factor, weight) && is(node.factors[n + 1], input)));
}

/** Letters for sizes that stand nowhere in the formulas of a note. */
function freshSizes({ note }: Meaning): readonly string[] {
  const used = new Set(note.spans.flatMap(({ tex }) => [...tex.replace(/\\[A-Za-z]+/g, ' ')]));
  return sizeLetters.filter((letter) => !used.has(letter));
}
