import type { FamilyKey } from '../../expr/expr.ts';
import { firstDoubts } from '../evidence/doubts.ts';
import { Variable } from './variable.ts';

/** Which variable each name of the notes is, in all equations or in one. */
export class Names {
  private readonly variables = new Map<string, Variable>();
  /** The names that mean something of their own in an equation: the parameters of a function, or all where a part of the note has its own. */
  private readonly own: Map<FamilyKey, Variable>[] = [];
  private readonly everywhere = new Map<FamilyKey, Variable>();
  /** The name that stands for all layers of a name. */
  private readonly alike: (family: FamilyKey) => FamilyKey;

  constructor(alike: (family: FamilyKey) => FamilyKey) {
    this.alike = alike;
  }

  get all(): readonly Variable[] {
    return [...this.variables.values()];
  }

  /** The variable of a name, made where there is none. */
  named(name: string): Variable {
    let variable = this.variables.get(name);
    if (variable === undefined) {
      variable = new Variable(name);
      this.variables.set(name, variable);
    }
    return variable;
  }

  /** A family as it is wherever nothing else is said. */
  ofAll(family: FamilyKey): Variable {
    let variable = this.everywhere.get(family);
    if (variable === undefined) {
      variable = this.named(this.alike(family));
      this.everywhere.set(family, variable);
    }
    return variable;
  }

  /** What a family is in an equation. */
  of(family: FamilyKey, equation: number): Variable {
    return this.own[equation]?.get(family) ?? this.ofAll(family);
  }

  /** Gives a parameter a meaning of its own in an equation. */
  ownParameter(family: FamilyKey, equation: number): Variable {
    const variable = this.named(`${family}@${equation}`);
    this.setOwn(family, equation, variable);
    variable.doubts = firstDoubts(family);
    return variable;
  }

  hasOwn(family: FamilyKey, equation: number): boolean {
    return this.own[equation]?.has(family) === true;
  }

  setOwn(family: FamilyKey, equation: number, variable: Variable): void {
    const own = this.own[equation] ?? new Map<FamilyKey, Variable>();
    this.own[equation] = own.set(family, variable);
  }

  /** Takes back what names mean of their own in an equation, where that is of some kind. */
  dropOwn(equation: number, isMeant: (variable: Variable, family: FamilyKey) => boolean): void {
    const own = this.own[equation];
    for (const [family, variable] of own ?? []) if (isMeant(variable, family)) own?.delete(family);
  }
}
