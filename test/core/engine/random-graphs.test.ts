import fc from 'fast-check';
import { describe, it } from 'vitest';
import { checkAdjoints, derivativeOf } from './gradient-check.ts';
import { leafAxes, program } from './random-program.ts';

describe('random graphs', () => {
  it('have the adjoints that difference quotients give', () => {
    fc.assert(
      fc.property(program, fc.nat(), (p, seed) => checkAdjoints(p, seed)),
      { seed: 5, numRuns: 400 },
    );
  });

  it('have their second derivatives', () => {
    fc.assert(
      fc.property(program, fc.nat(), fc.nat(leafAxes.length - 1), (p, seed, leaf) => checkAdjoints(derivativeOf(p, leaf), seed)),
      { seed: 6, numRuns: 150 },
    );
  });
});
