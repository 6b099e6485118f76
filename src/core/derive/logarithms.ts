import type { Book } from '../algebra/book.ts';
import type { Step } from '../check/classify/step.ts';
import type { Definition } from '../check/definition.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { withChildren } from '../expr/expr.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';

/** The formula that the notes give for the logarithm of what a step defines (`\ln L = \dots`); undefined where they give one for itself. */
export function logarithmBy({ lhs }: Step, { meaning }: Definition): Expr | undefined {
  const isOfLogarithm = lhs.kind === 'apply' && lhs.fn === 'log' && lhs.order === 0;
  const body = meaning.kind === 'formula' ? meaning.body : undefined;
  return isOfLogarithm && body?.kind === 'apply' && body.fn === 'exp' ? body.args[0] : undefined;
}

/** Names for logarithms that the notes give formulas for: the algebra differentiates them as it does other names, and the engine knows what they are. */
export class Logarithms {
  private readonly names = new Map<FamilyKey, FamilyKey>();
  private readonly inside = new Map<FamilyKey, FamilyKey>();

  /** The name for the logarithm of a name. */
  of(name: FamilyKey): FamilyKey {
    let found = this.names.get(name);
    if (found === undefined) {
      const { base, label, arity } = partsOfKey(name);
      found = familyKey(`log(${base})`, label, arity);
      this.names.set(name, found);
      this.inside.set(found, name);
    }
    return found;
  }

  /** Of what a name is the logarithm; undefined of any other name. */
  insideOf(name: FamilyKey): FamilyKey | undefined {
    return this.inside.get(name);
  }

  /** A formula in names of the notes alone. */
  inNotes(expr: Expr): Expr {
    if (this.inside.size === 0) return expr;
    const inside = withChildren(expr, (part) => this.inNotes(part));
    if (inside.kind !== 'ref' && inside.kind !== 'call') return inside;
    const own = this.inside.get(inside.kind === 'ref' ? inside.family : inside.fn);
    if (own === undefined) return inside;
    const name: Expr = inside.kind === 'ref' ? { ...inside, family: own } : { ...inside, fn: own };
    return { kind: 'apply', fn: 'log', args: [name], order: 0 };
  }

  /** What the algebra knows, with the formula of a logarithm. */
  bookFor(book: Book, { family, head, params, meaning }: Definition): Book {
    const name = this.of(family);
    const body = meaning.kind === 'formula' && meaning.body.kind === 'apply' ? meaning.body.args[0] : undefined;
    if (body === undefined) return book;
    const given = { family: name, head, body, ...(params ? { params } : {}) };
    return { ...book, given: (other) => (other === name ? given : book.given(other)) };
  }
}
