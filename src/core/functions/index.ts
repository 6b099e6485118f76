import { activations } from './activations.ts';
import { exponential } from './exponential.ts';
import { piecewise } from './piecewise.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { special } from './special.ts';
import { trigonometric } from './trigonometric.ts';

export type { Arithmetic, PartialDerivative, ScalarFunction } from './scalar-function.ts';

/** Every scalar function: what the reader knows by name, the engine evaluates and the algebra differentiates. */
export const functions: readonly ScalarFunction[] = [...exponential, ...trigonometric, ...activations, ...piecewise, ...special];

/** The table by name. */
export const functionByName: ReadonlyMap<string, ScalarFunction> = new Map(functions.map((f) => [f.name, f]));
