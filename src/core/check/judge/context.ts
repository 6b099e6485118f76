import type { Premises } from '../premises.ts';
import { Values } from '../values.ts';
import type { Worlds } from '../worlds.ts';

/** What a judgement is made from: the worlds of sampled numbers, what the notes take as given, the numbers of the worked examples. */
export class Context {
  readonly worlds: Worlds;
  readonly premises: Premises;
  private found: Values | undefined;

  constructor(worlds: Worlds, premises: Premises) {
    this.worlds = worlds;
    this.premises = premises;
  }

  /** The numbers of the worked examples, gathered when they are first asked for. */
  get values(): Values {
    this.found ??= new Values(this.worlds);
    return this.found;
  }
}
