import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { familyKey, partsOfKey } from '../../meaning/symbols.ts';
import { defines } from '../../meaning/vocabulary.ts';
import { flatMap } from '../../text/lists.ts';
import { ofSpace } from '../evidence/doubts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Kind } from '../typing.ts';
import { callsIn, definedBy, type Equation, namesIn } from './equations.ts';
import type { Names } from './names.ts';
import type { Variable } from './variable.ts';

/** The parameters of functions. */
export type Parameters = ReadonlyMap<FamilyKey, readonly Variable[]>;

/**
 * The functions that some equation defines by a formula, and those of which the notes say between which spaces they go, with their parameters; one of a formula of itself
 * alone is a name of its own.
 */
export function functionsIn(equations: readonly Equation[], mappings: Evidence['mappings'], names: Names): Parameters {
  const found = new Map<FamilyKey, readonly Variable[]>();
  const apart = componentsIn(equations);
  for (const [at, { members, signs }] of equations.entries()) {
    for (const [position, member] of members.entries()) {
      const head = definedBy(member);
      const body = members[position + 1];
      if (head?.kind !== 'call' || head.args.length === 0 || found.has(head.fn) || !defines(signs[position + 1]) || !body) continue;
      const params = familiesOf(head.args);
      // `\sigma(z) = \sigma(w x + b)` says nothing of the function.
      if (params === undefined || (body.kind === 'call' && body.fn === head.fn)) continue;
      // A component of it at the very names of its parameters speaks of these names.
      const isOfNames = apart.has(`${head.fn}(${params.join()})`);
      const isClosed = !isOfNames && [...namesIn(members.slice(position))].every((name) => name === head.fn || params.includes(name));
      found.set(
        head.fn,
        params.map((param) => (isClosed ? names.ownParameter(param, at) : names.named(param))),
      );
    }
  }
  for (const [fn, kinds] of mappings) found.set(fn, saidParameters(fn, found.get(fn), kinds, names));
  return found;
}

function familiesOf(args: readonly Expr[]): readonly FamilyKey[] | undefined {
  const families = flatMap(args, (arg) => (arg.kind === 'ref' ? [arg.family] : []));
  return families.length === args.length ? families : undefined;
}

/** The parameters of a function of which the notes say what they are, `f: \mathbb R^n \to \mathbb R`: those of its formula, if it has one. */
function saidParameters(fn: FamilyKey, own: readonly Variable[] | undefined, kinds: readonly Kind[], names: Names): readonly Variable[] {
  if (own && own.length !== kinds.length) return own;
  return kinds.map((kind, at) => {
    const variable = own?.[at] ?? names.named(`${fn}@${at}`);
    variable.doubts = ofSpace(kind, own ? variable.doubts : undefined);
    return variable;
  });
}

/** `f(x) = …` and `f(x_i)`: names that are the parameter of a function which takes their members in that place, so that each of them is like it. */
export function handedOver(equations: readonly Equation[], functions: Parameters): ReadonlySet<string> {
  const bases = flatMap(callsIn(equations), ({ fn, args, slots }) => {
    const { base, label } = partsOfKey(fn);
    // A component `f(x_i)_j` is of the same function.
    const params = functions.get(fn) ?? (slots.length === 1 ? functions.get(familyKey(base, label, 0)) : undefined) ?? [];
    return flatMap(args, (arg, at) => {
      const { base, label, arity } = partsOfKey(arg.kind === 'ref' ? arg.family : '');
      return arity === 1 && params[at]?.name === familyKey(base, label, 0) ? [base] : [];
    });
  });
  return new Set(bases);
}

/** The functions of which a component stands somewhere, `f(x; W)_j`, each without the index of that and with the names that it is taken at, and those of which they are members. */
function componentsIn(equations: readonly Equation[]): ReadonlySet<string> {
  return new Set(
    flatMap(callsIn(equations), ({ fn, args }) => {
      const { base, label, arity } = partsOfKey(fn);
      const names = args.map((arg) => (arg.kind === 'ref' ? arg.family : ''));
      const wholes = names.map((name) => (partsOfKey(name).arity === 1 ? wholeOf(name) : name));
      return arity === 0 ? [] : [names, wholes].map((each) => `${familyKey(base, label, arity - 1)}(${each.join()})`);
    }),
  );
}

/** The name without its index: `x` for `x_i`. */
function wholeOf(family: FamilyKey): FamilyKey {
  const { base, label } = partsOfKey(family);
  return familyKey(base, label, 0);
}
