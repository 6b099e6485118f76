import type { Expr, FamilyKey } from '../expr/expr.ts';
import { printName } from '../expr/print.ts';
import type { Syntax } from '../latex/syntax.ts';
import { among, fixed, type Premise, sumsToOne, sumToOne, targetsOf } from './assumptions.ts';
import { comparisonOf } from './elaborate.ts';
import type { Meaning, Step } from './meaning.ts';
import { baseName, partsOfKey } from './symbols.ts';
import { symbolOf } from './vocabulary.ts';
import { constantOf, type Reshape } from './world.ts';

/** Everything that a note states as given, in order, and what it may take as given without saying so. */
export function premisesOf(meaning: Meaning): { readonly stated: readonly Premise[]; readonly inferred: readonly Premise[] } {
  const stated: Premise[] = [];
  for (const step of meaning.steps) {
    const premise = premiseIn(step, meaning);
    if (premise)
      stated.push({
        ...premise,
        id: `stated:${step.order}`,
        tex: texOf(step, meaning),
        stated: place(step),
        section: step.chain.section,
        order: step.order,
      });
  }
  const targets = [...targetsOf([...meaning.definitions.values()].flat())].filter((family) => !meaning.definitions.has(family));
  stated.push(...saidInWords(meaning));
  const inferred = targets.map((family) => ({ ...summing(family), id: `sum:${family}`, tex: sumTex(family), section: 0, order: -1 }));
  return { stated, inferred };
}

type Bare = Pick<Premise, 'reshape' | 'conditions' | 'paragraph'>;

function premiseIn(step: Step, meaning: Meaning): Bare | undefined {
  const { lhs, rhs, role } = step;
  const summed = sumsToOne(lhs, rhs);
  if (summed !== undefined && !meaning.definitions.has(summed)) return summing(summed);
  const value = constantOf(rhs);
  if (lhs.kind === 'ref' && lhs.slots.length === 0 && value !== undefined && role === 'definition' && !meaning.definitions.has(lhs.family))
    return reshaping(lhs.family, fixed(value));
  if (role !== 'assumption') return undefined;
  const right = step.chain.members[step.position]?.node;
  if (step.sign === '\\in') {
    const set = lhs.kind === 'ref' && right ? numbersIn(right) : undefined;
    return lhs.kind === 'ref' && set ? reshaping(lhs.family, among(set)) : undefined;
  }
  const relation = comparisonOf(step.sign);
  if (relation === undefined) return undefined;
  const index = asTerms(lhs, rhs, meaning);
  if (index) return { reshape: new Map(), conditions: [{ kind: 'index-relation', relation, ...index }], paragraph: step.chain.paragraph };
  return { reshape: new Map(), conditions: [{ kind: 'relation', relation, left: lhs, right: rhs }] };
}

/** Two sides that are plain letters of indices. Their ids belong to this chain alone; the letters say which indices of a later step are meant. */
function asTerms(
  lhs: Expr,
  rhs: Expr,
  meaning: Meaning,
): { left: { kind: 'index'; id: number; shift: number }; right: { kind: 'index'; id: number; shift: number } } | undefined {
  const left = letterOf(lhs);
  const right = letterOf(rhs);
  if (left === undefined || right === undefined || !meaning.vocabulary.subscripts.has(left) || !meaning.vocabulary.subscripts.has(right))
    return undefined;
  return { left: { kind: 'index', id: -1 - letterCode(left), shift: 0 }, right: { kind: 'index', id: -1 - letterCode(right), shift: 0 } };
}

/** Stands for a letter until a step says which of its indices that is. */
export function letterCode(letter: string): number {
  return letter.charCodeAt(letter.length - 1);
}

function letterOf(expr: Expr): string | undefined {
  if (expr.kind !== 'ref' || expr.slots.length > 0) return undefined;
  const { base, label } = partsOfKey(expr.family);
  return label === '' && /^[a-z]$/.test(base) ? base : undefined;
}

function summing(family: FamilyKey): Bare {
  return reshaping(family, sumToOne);
}

function reshaping(family: FamilyKey, reshape: Reshape): Bare {
  return { reshape: new Map([[family, reshape]]), conditions: [] };
}

function numbersIn(node: Syntax): readonly number[] | undefined {
  if (node.kind !== 'group' || node.open !== '{' || node.body.kind !== 'list') return undefined;
  const values = node.body.items.map(numberIn);
  return values.includes(undefined) ? undefined : (values as number[]);
}

function numberIn(node: Syntax): number | undefined {
  if (node.kind === 'number') return node.value;
  if (node.kind !== 'sum' || node.terms.length !== 1) return undefined;
  const [term] = node.terms;
  const inner = term ? numberIn(term.node) : undefined;
  return inner === undefined ? undefined : term?.sign === '-' ? -inner : inner;
}

const oneHot = /one[\s-]?hot|独热|probability (?:vector|distribution)|sums? to (?:one|1)\b/i;

/** “`t` is one-hot”: the entries of the families that are called so beside the words sum to one. */
function saidInWords(meaning: Meaning): readonly Premise[] {
  const { note } = meaning;
  const premises: Premise[] = [];
  const leaves = [...targetsOf([...meaning.definitions.values()].flat())].filter((family) => !meaning.definitions.has(family));
  for (const sentence of note.sentences) {
    if (!oneHot.test(sentence.text)) continue;
    for (const { node, span } of note.loose) {
      const symbol = symbolOf(node);
      if (symbol === undefined || (span !== sentence.spans - 1 && span !== sentence.spans)) continue;
      for (const family of leaves) {
        if (partsOfKey(family).base !== baseName(symbol)) continue;
        premises.push({
          ...summing(family),
          id: `said:${span}:${family}`,
          tex: sumTex(family),
          stated: { span, at: 0 },
          section: sentence.section,
          order: -1,
        });
      }
    }
  }
  return premises;
}

function sumTex(family: FamilyKey): string {
  return `\\sum_k ${printName(family, ['k'])} = 1`;
}

function texOf(step: Step, meaning: Meaning): string {
  const left = step.chain.members[step.position - 1];
  const right = step.chain.members[step.position];
  if (left === undefined || right === undefined || left.span !== right.span) return '';
  return (meaning.note.spans[left.span]?.tex ?? '').slice(left.range.start, right.range.end);
}

function place(step: Step): { readonly span: number; readonly at: number } {
  const left = step.chain.members[step.position - 1];
  return { span: left?.span ?? 0, at: left?.range.start ?? 0 };
}
