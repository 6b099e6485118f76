import type { Expr, FamilyKey } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Definition, Environment } from './definition.ts';
import { mentioned } from './mentioned.ts';

/** What a formula is made of, told by letters: of one that is not read all that stands in it may be a name. */
export class Constituents {
  private readonly environment: Environment;
  private readonly families: readonly FamilyKey[];

  /** `families`: all names of the note that a formula may reach. */
  constructor(environment: Environment, families: Iterable<FamilyKey>) {
    this.environment = environment;
    this.families = [...families];
  }

  /** The families that the formula of a family has in it; undefined where that is not known. */
  within(meaning: Definition['meaning'] | undefined): readonly FamilyKey[] | undefined {
    if (meaning === undefined || meaning.kind === 'function') return [];
    if (meaning.kind === 'formula') return [...mentioned(meaning.body)];
    const { names } = meaning;
    return names && this.families.filter((family) => names.has(letterOf(family)));
  }

  /** The families that a family is made of, through the formulas in force but for those of some; undefined where one of the formulas is not known. */
  behind(family: FamilyKey, stops: ReadonlySet<string> = none): ReadonlySet<FamilyKey> | undefined {
    const seen = new Set([family]);
    let isKnown = true;
    // A set goes on to what is added to it.
    for (const name of seen) {
      const further = stops.has(letterOf(name)) ? [] : this.within(this.environment(name)?.meaning);
      isKnown &&= further !== undefined;
      for (const other of further ?? []) seen.add(other);
    }
    return isKnown ? seen : undefined;
  }

  /** Whether a family is, or may be made of, a name of some kind. */
  mayHave(family: FamilyKey, isMeant: (name: FamilyKey) => boolean): boolean {
    const behind = this.behind(family);
    return behind === undefined || [...behind].some(isMeant);
  }
}

/**
 * Whether a loss with some formula is a function of its inputs alone, as far as it is differentiated by some names: what its formula is made of ends at
 * inputs that reach it in no other way, or has none of those names in it.
 */
export function isOfInputs(
  constituents: Constituents,
  meaning: Definition['meaning'],
  inputs: readonly FamilyKey[],
  by: readonly FamilyKey[],
): boolean {
  const stops = new Set(inputs.map(letterOf));
  const open = new Set(by.map(letterOf).filter((letter) => !stops.has(letter)));
  const isPassed = (letter: string): boolean =>
    inputs.some((other) => letterOf(other) !== letter && constituents.mayHave(other, (name) => letterOf(name) === letter));
  return (
    constituents.within(meaning)?.every((part) => {
      const letters = [...new Set([...(constituents.behind(part, stops) ?? [])].map(letterOf))];
      return letters.length > 0 && letters.every((letter) => !open.has(letter) && !(stops.has(letter) && isPassed(letter)));
    }) ?? false
  );
}

const none: ReadonlySet<string> = new Set();

/** The letter or word of a family without its accents, as it stands in a source. */
export function letterOf(family: FamilyKey): string {
  const { base } = partsOfKey(family);
  return /(\\[A-Za-z]+|[A-Za-z]+)\)*$/.exec(base)?.[1] ?? base;
}

/** All that stands in a source and may be a name: commands, words and letters. */
export function namesWritten(tex: string): ReadonlySet<string> {
  return new Set([...(tex.match(/\\[A-Za-z]+|[A-Za-z]+/g) ?? []), ...(tex.match(/[A-Za-z]/g) ?? [])]);
}

/** The names that derivatives in some formulas are taken by. */
export function variablesIn(nodes: readonly Expr[]): readonly FamilyKey[] {
  return nodes.flatMap((node) => (node.kind === 'partial' ? [...mentioned(node.wrt)] : []));
}
