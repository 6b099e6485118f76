import { keptFor } from '../../text/kept.ts';
import type { Doubts } from '../evidence/doubts.ts';
import type { Kind } from '../typing.ts';
import { allKinds, impossible } from './fit.ts';

/** A name as the search sees it: a family, or one that is of its own in an equation or a part of the note. */
export class Variable {
  readonly name: string;
  /** What speaks against each kind; undefined for a name of which nothing is known, which is a number. */
  doubts: Doubts | undefined;
  /** The equations that it stands in. */
  readonly using: number[] = [];
  private ownKind: Kind = 'scalar';
  private ownDigit = 0;

  constructor(name: string, doubts?: Doubts) {
    this.name = name;
    this.doubts = doubts;
  }

  get kind(): Kind {
    return this.ownKind;
  }

  set kind(kind: Kind) {
    this.ownKind = kind;
    this.ownDigit = allKinds.indexOf(kind);
  }

  /** The kind as a digit in a number for those of several names. */
  get digit(): number {
    return this.ownDigit;
  }

  /** What speaks against the kind that it has. */
  get doubt(): number {
    return this.doubts?.[this.ownKind] ?? 0;
  }

  /** The kinds that it may well be. */
  get candidates(): readonly Kind[] {
    return this.doubts ? candidatesOf(this.doubts) : [];
  }

  /** Takes the likeliest kind; returns whether another may be as well. */
  begin(): boolean {
    const { candidates } = this;
    this.kind = candidates[0] ?? 'scalar';
    return candidates.length > 1;
  }
}

/** What speaks against the kinds that some names have. */
export function doubtsOf(variables: readonly Variable[]): number {
  let total = 0;
  for (const { doubt } of variables) total += doubt;
  return total;
}

export function setKinds(variables: readonly Variable[], kinds: readonly Kind[]): void {
  for (let n = 0; n < variables.length; n++) (variables[n] as Variable).kind = kinds[n] as Kind;
}

/** The kinds that a name may well be, the likeliest first. */
export const candidatesOf = keptFor((doubts: Doubts): readonly Kind[] => {
  const all = (Object.keys(doubts) as Kind[]).sort((a, b) => doubts[a] - doubts[b]);
  const [first] = all;
  return all.filter((kind) => doubts[kind] - doubts[first as Kind] < impossible / 2);
});
