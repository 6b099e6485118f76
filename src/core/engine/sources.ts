import type { EngineOp } from './engine-op.ts';
import { param } from './engine-op.ts';

/** Values from outside. Parameters: the axes. */
export const leaf: EngineOp = {
  name: 'leaf',
  shape: (_, axes, shapes) => shapes.of(axes),
  forward: () => {},
  vjp: [],
  source: 'a variable',
};

/** The number that is the node's parameter. */
export const constant: EngineOp = {
  name: 'constant',
  shape: (_inputs, _at, shapes) => shapes.scalar,
  forward: (out, node) => out.fill(param(node, 0)),
  vjp: [],
  source: 'a constant',
};
