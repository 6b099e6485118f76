import { type Expr, walk } from '../../expr/expr.ts';
import { functionByName } from '../../functions/index.ts';
import type { ReadNote } from '../../meaning/chains.ts';
import { functionPhrases } from '../../meaning/phrases/index.ts';
import { familyKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import type { Step } from '../classify/step.ts';
import type { Definition } from '../definition.ts';
import { mentioned } from '../mentioned.ts';
import { isStandard } from '../standard.ts';
import type { Rival } from '../worlds.ts';
import type { Context } from './context.ts';

/** How many more formulas of the chain that defines a name are tried. */
const mostRestatements = 3;

/** How many letters in front of a formula may name what it is about. */
const mostWords = 60;

const asFunction = { head: [], params: [{ family: familyKey('x', '', 0), slots: [] }] } as const;

/**
 * What is differentiated, by the formulas that the chain of its definition goes on to, `J = a = b` gives `b` as well as `a`, and by those that
 * are said of it later in terms of what it is differentiated by (`\rho = \ln s^2`, so that `K = e^\rho - \rho`).
 */
export function restatements(context: Context, step: Step, expected: Expr, which: 'all' | 'later' = 'all'): readonly Rival[] {
  if (expected.kind !== 'partial') return [];
  const of = expected.of.kind === 'partial' ? expected.of.of : expected.of;
  if (of.kind !== 'ref') return [];
  const { family } = of;
  const definition = context.worlds.environmentOf(step)(family);
  if (definition?.meaning.kind !== 'formula') return [];
  const { body } = definition.meaning;
  const members = context.worlds.meaning.members.find((chain) => chain.includes(body)) ?? [];
  const behind = members.slice(members.indexOf(body) + 1, members.indexOf(body) + 1 + mostRestatements);
  const variables = mentioned(expected.wrt);
  const later = flatMap(context.worlds.meaning.steps, ({ lhs, rhs, order, chain, definition: own }) => {
    const isOwn = lhs.kind === 'ref' && lhs.family === family && definition.order < order && order < step.order;
    // Where it says what each member is, its indices are those of its own head.
    const head = lhs.kind === 'ref' && lhs.slots.length > 0 ? own?.head : definition.head;
    const isInTerms = isOwn && chain.section === step.chain.section && [...mentioned(rhs)].some((name) => variables.has(name));
    return isInTerms && head ? [{ body: rhs, head }] : [];
  });
  const numbered = [
    ...(which === 'all' ? behind.map((other, n) => [{ body: other, head: definition.head }, n] as const) : []),
    ...later.slice(-mostRestatements).map((other, n) => [other, mostRestatements + n] as const),
  ];
  return flatMap(numbered, ([{ body: other, head }, n]): Rival[] => {
    if (walk(other).some(({ kind }) => kind === 'hole') || mentioned(other).has(family)) return [];
    const id = -1000 - definition.id * 2 * mostRestatements - n;
    return [{ family, definition: { ...definition, id, head, meaning: { kind: 'formula', body: other } } }];
  });
}

/** “tanh: `f'(z) = 1 - f(z)^2`”: the functions of the table that what stands right in front names, as meanings of the one that is differentiated. */
export function namedInWords(context: Context, { chain, order }: Step, expected: Expr): readonly Rival[] {
  if (expected.kind !== 'call' || expected.order === 0) return [];
  const { fn: family } = expected;
  return functionsInFront(context.worlds.meaning.note, chain.members[0]?.span).map((name): Rival => {
    const id = -1 - [...functionByName.keys()].indexOf(name);
    return { family, definition: { ...asFunction, family, meaning: { kind: 'function', name }, section: chain.section, order, id } };
  });
}

/** The functions of one argument that the words in front of a formula name, or a formula in front of those: “for `\tanh`: ”. */
function functionsInFront({ sentences, loose }: ReadNote, span: number | undefined): readonly string[] {
  const sentence = sentences.filter(({ spans }) => spans === span).at(-1);
  if (span === undefined || sentence === undefined) return [];
  const text = sentence.text.slice(-mostWords).toLowerCase();
  const words = text.match(/[a-z]{2,}/g) ?? [];
  const called = functionPhrases.flatMap(([phrase, name]) => (text.includes(phrase) ? [name] : []));
  const before = loose.flatMap(({ node, span: at }) =>
    at === span - 1 && sentence.text.length <= mostWords && node.kind === 'function' && node.operands.length === 0 ? [node.name] : [],
  );
  return [...new Set([...words, ...called, ...before])].filter((name) => functionByName.get(name)?.arity === 1);
}

/** `k\sigma(x)(1 - \sigma(x))` in the row of a logistic function: letters with a meaning of custom as the function that the row is about. */
export function ofItsRow(context: Context, step: Step, expected: Expr, written: Expr): readonly Rival[] {
  if (context.worlds.meaning.note.rows.get(step.chain.section) !== 'schematic') return [];
  const environment = context.worlds.environmentOf(step);
  const own = expected.kind === 'call' ? environment(expected.fn) : asFunctionOf(expected, step);
  if (own === undefined) return [];
  const open = [...mentioned(written)].filter((family) => family !== own.family && isStandard(family) && environment(family) === undefined);
  return open.map((family) => ({ family, definition: { ...own, family } }));
}

/** What a derivative is of as a function of the variable. */
function asFunctionOf(expected: Expr, { chain, order }: Step): Definition | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref' || expected.wrt.slots.length > 0) return undefined;
  const params = [{ family: expected.wrt.family, slots: [] }];
  return {
    id: -100_000 - order,
    family: '',
    head: [],
    params,
    meaning: { kind: 'formula', body: expected.of },
    section: chain.section,
    order,
  };
}
