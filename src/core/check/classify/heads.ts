import { type Expr, type FamilyKey, hasInside, type IndexId } from '../../expr/expr.ts';
import { memberIn } from '../arguments.ts';
import { ownIndices, type Parameter } from '../definition.ts';

/** What a left side is of: a family, with the indices of its slots and, of a function, its parameters. */
export interface Head {
  readonly family: FamilyKey;
  readonly head: readonly IndexId[];
  readonly params?: readonly Parameter[];
}

/** What a left side defines: a family with its own indices, or a function of names. */
export function headOf(expr: Expr): Head | undefined {
  if (expr.kind === 'ref') {
    const head = ownIndices(expr.slots);
    return head && { family: expr.family, head };
  }
  if (expr.kind !== 'call' || expr.order > 0 || expr.args.length === 0) return undefined;
  const head = ownIndices(expr.slots);
  const params: Parameter[] = [];
  for (const arg of expr.args) {
    const member = memberIn(arg);
    if (member) {
      const slots = ownIndices(member.slots);
      if (slots === undefined) return undefined;
      params.push({ family: member.family, slots });
      continue;
    }
    const name = arg.kind === 'array' ? arg.body : arg;
    const slots = name.kind === 'ref' ? ownIndices(name.slots) : undefined;
    if (name.kind !== 'ref' || slots === undefined || (arg.kind === 'array' && arg.indices.length !== slots.length)) return undefined;
    params.push({ family: name.family, slots, ...(arg.kind === 'array' ? { isWhole: true } : {}) });
  }
  return head && { family: expr.fn, head, params };
}

/** Whether a formula names a family. */
export function names(expr: Expr, family: FamilyKey): boolean {
  return hasInside(expr, (node) => (node.kind === 'ref' && node.family === family) || (node.kind === 'call' && node.fn === family));
}
