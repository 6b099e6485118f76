import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition, Environment } from '../check/definition.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { type Compared, comparedIn, isBent, usesIn } from './compared.ts';
import { Dependence } from './dependence.ts';

/** Something that can be trained for. */
export interface Candidate {
  readonly family: FamilyKey;
  readonly definition: Definition;
  /** The step that defines it, as a place at which its own definition is in force. */
  readonly step: Step;
  /** What the loss compares; without it the candidate is a function that a network may use. */
  readonly compared?: Compared;
  /** How many derivatives of it the notes speak of. */
  readonly derivatives: number;
}

/** The names that notes give to losses. */
const lossName = /^(?:[LJE]|\\ell|cal\([LJEC]\)|[Ll]oss|[Cc]ost|[Ee]rror)$/;

/** The losses of a note, in its order; where it has none, the functions of one variable whose derivative it speaks of. */
export function candidatesIn({ meaning, worlds }: Decider): readonly Candidate[] {
  const uses = usesIn(meaning);
  const found: Candidate[] = [];
  const functions: Candidate[] = [];
  for (const [family, definitions] of meaning.definitions)
    for (const definition of definitions) {
      const own = meaning.steps.find(
        ({ definition: other, order }) => other === definition || (other?.family === family && order === definition.order),
      );
      if (own === undefined || definition.meaning.kind !== 'formula') continue;
      const step = { ...own, order: own.order + 0.5 };
      const { body } = definition.meaning;
      const environment = worlds.environmentOf(step);
      if (environment(family) !== definition) continue;
      const derivatives = meaning.steps.filter(
        (other) =>
          worlds.environmentOf(other)(family) === definition &&
          [...walk(other.lhs), ...walk(other.rhs)].some(
            (node) => isDerivativeOf(node, family) || isNameForOne(node, family, worlds.environmentOf(other)),
          ),
      ).length;
      if (walk(body).some(({ kind }) => kind === 'partial')) continue;
      const { params = [] } = definition;
      if (params.length === 1 && params[0]?.slots.length === 0 && derivatives > 0 && definition.head.length === 0)
        functions.push({ family, definition, step, derivatives });
      const on = new Dependence(meaning, environment);
      const isCalledLoss = definition.head.length < 2 && lossName.test(partsOfKey(family).base);
      const compared = comparedIn(body, on, uses, isCalledLoss);
      const isNumber = definition.head.length === 0 || (compared !== undefined && compared.how !== 'difference');
      if (compared !== undefined && isNumber && (derivatives > 0 || isCalledLoss || isBent(body, compared)) && !isLaw(definition))
        found.push({ family, definition, step, compared, derivatives });
    }
  const all = found.length > 0 ? found : functions;
  return [...all].sort((a, b) => a.definition.order - b.definition.order);
}

/** Whether a formula is a derivative of a name or a function. */
export function isDerivativeOf(node: Expr, family: FamilyKey): boolean {
  if (node.kind === 'call') return node.fn === family && 0 < node.order;
  if (node.kind !== 'partial') return false;
  return (node.of.kind === 'ref' && node.of.family === family) || (node.of.kind === 'call' && node.of.fn === family);
}

/** Whether a name is what the notes call a derivative of something. */
function isNameForOne(node: Expr, family: FamilyKey, environment: Environment): boolean {
  const meaning = node.kind === 'ref' ? environment(node.family)?.meaning : undefined;
  return meaning?.kind === 'formula' && isDerivativeOf(meaning.body, family);
}

/** Whether a definition is of a function at some argument of its own, and not of a loss: `h(z) = …`. */
function isLaw({ params = [], meaning }: Definition): boolean {
  const [only] = params;
  if (params.length !== 1 || only === undefined || only.slots.length > 0 || meaning.kind !== 'formula') return false;
  const names = walk(meaning.body).flatMap((node) => (node.kind === 'ref' ? [node.family] : []));
  return names.length > 0 && names.every((name) => name === only.family);
}
