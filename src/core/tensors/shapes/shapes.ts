import type { FamilyKey } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { FunctionShape } from '../typer/context.ts';
import type { Kind } from '../typing.ts';
import { EquationCosts } from './equation-costs.ts';
import type { Equation } from './equations.ts';
import { functionsIn, handedOver } from './functions.ts';
import { layDown } from './lay-down.ts';
import { beginLinked, linksIn, type Samples } from './links.ts';
import { Names } from './names.ts';
import { Search } from './search.ts';
import { separate } from './separate.ts';
import { unclearIn } from './unclear.ts';
import { widen } from './widen.ts';

/** What every name is as a whole, by the number of the equation that it stands in: notes use a letter for a number here and for a vector there. */
export interface Shapes {
  kindOf(family: FamilyKey, equation: number): Kind;
  functionOf(fn: FamilyKey): FunctionShape | undefined;
  /** Whether the notes say of a function that it takes vectors or matrices. */
  isMapping(fn: FamilyKey): boolean;
  /** Whether a name is set in bold. */
  isBold(family: FamilyKey): boolean;
  /** Whether a name is known, or has indices and so is a number. */
  knows(family: FamilyKey): boolean;
  /** Whether a name could as well be something else. */
  isUnclear(family: FamilyKey, equation: number): boolean;
  /** Whether the search for better ones was cut short. */
  readonly isCut: boolean;
}

/** The kinds of all names that fit the equations at the least cost, found by changing one name at a time, or two of one equation. */
export function shapesOf(
  equations: readonly Equation[],
  elementwise: ReadonlySet<string>,
  evidence: Evidence,
  alike: (family: FamilyKey) => FamilyKey,
  samples: Samples,
): Shapes {
  const names = new Names(alike);
  for (const [family, doubts] of evidence.doubts) names.named(family).doubts = doubts;
  const functions = functionsIn(equations, evidence.mappings, names);
  const known = names.all.filter(({ doubts }) => doubts !== undefined);
  const open = known.filter((variable) => variable.begin());
  const links = linksIn(known, names, samples, handedOver(equations, functions));
  beginLinked(links, names);
  const costs = new EquationCosts({ equations, links, names, functions, evidence, elementwise });
  const search = new Search(equations, names, costs, open);
  search.run(open);
  widen(equations, search);
  layDown(equations, search);
  separate(equations, evidence, search);
  const unclear = unclearIn(search);
  return {
    kindOf: (family, equation) => names.of(family, equation).kind,
    functionOf: (fn) => costs.functionOf(fn),
    isMapping: (fn) => evidence.mappings.has(fn),
    isBold: (family) => costs.isBold(family),
    knows: (family) => names.ofAll(family).doubts !== undefined || 0 < partsOfKey(family).arity,
    isUnclear: (family, equation) => unclear.has(names.of(family, equation)),
    isCut: costs.isSpent,
  };
}
