import * as arithmetic from './arithmetic.ts';
import { calls } from './elementwise.ts';
import type { EngineOp, Node, NodeId } from './engine-op.ts';
import * as indexing from './indexing.ts';
import * as matrices from './matrices.ts';
import * as reductions from './reductions.ts';
import * as selection from './selection.ts';
import { Shapes } from './shape.ts';
import * as sources from './sources.ts';
import type { Tape } from './tape.ts';

/** The nodes of a tape that some of them rest on, as plain data that another process can run. */
export interface ProgramData {
  readonly samples: number;
  /** The size of every axis. */
  readonly sizes: readonly number[];
  /** In the order in which they are worked out. */
  readonly steps: readonly ProgramStep[];
}

/** One node. */
export interface ProgramStep {
  readonly op: string;
  /** Places of other steps. */
  readonly inputs: readonly number[];
  /** What else the operation needs: axes, positions, an exponent; what JSON has no number for is written out (`NaN`, `-Infinity`). */
  readonly at: readonly (number | string)[];
  /** Of a leaf: one value for each sample, else one for all. */
  readonly varies?: true;
  /** Of a leaf that is never changed: its values, or the one that all of them are. */
  readonly values?: number | readonly number[];
}

/** Every operation of the engine by its name. */
const operations: ReadonlyMap<string, EngineOp> = new Map([
  ...calls,
  ...[arithmetic, indexing, matrices, reductions, selection, sources]
    .flatMap((family): EngineOp[] => Object.values(family))
    .map((op) => [op.name, op] as const),
]);

/**
 * What has to be worked out for some nodes of a tape, and the place of each node in it. Only the leaves that are `open` may change between runs.
 * The values of the tape itself are not touched.
 */
export function programOf(
  tape: Tape,
  outputs: readonly NodeId[],
  open: ReadonlySet<NodeId>,
): { readonly data: ProgramData; readonly places: ReadonlyMap<NodeId, number> } {
  const needed = new Set<NodeId>([...outputs, ...open]);
  // A set goes on to what is added to it.
  for (const id of needed) for (const input of tape.node(id).inputs) needed.add(input);
  const inOrder = [...needed].sort((a, b) => a - b);
  const places = new Map(inOrder.map((id, place) => [id, place]));
  const steps = inOrder.map((id): ProgramStep => {
    const { op, inputs, at, values, uniform } = tape.node(id);
    const step = { op: op.name, inputs: inputs.map((input) => places.get(input) as number), at: at.map(written) };
    if (op !== sources.leaf) return step;
    return { ...step, ...(uniform ? {} : { varies: true }), ...(open.has(id) ? {} : { values: compact(values as Float64Array) }) };
  });
  return { data: { samples: tape.samples, sizes: tape.sizes, steps }, places };
}

/** The same program with some of its steps as leaves: what stands there is written from outside. */
export function withLeaves(data: ProgramData, places: Iterable<number>): ProgramData {
  const { nodes } = laidOut(data);
  const steps = [...data.steps];
  for (const place of places) {
    const { shape, uniform } = nodes[place] as Node;
    steps[place] = { op: sources.leaf.name, inputs: [], at: shape.axes, ...(uniform ? {} : { varies: true }) };
  }
  return { ...data, steps };
}

/**
 * A program with memory of its own, for some of its steps (all, if nothing is said) and so many samples. Leaves that may change are written in place, then `run` works out all that rests on them; a run makes
 * no objects and no arrays, but for inverses and determinants.
 *
 * Errors: a `RangeError` where the values are more than `mostValues` together.
 */
export class Program {
  /** Values of all steps of a program together. */
  static readonly mostValues = 2 ** 23;
  readonly #nodes: readonly Node[];
  readonly #run: readonly (() => void)[];

  constructor(data: ProgramData, wanted?: Iterable<number>) {
    const { nodes, shapes, needed } = laidOut(data, wanted);
    if (Program.mostValues < sizeOf(nodes, needed)) throw new RangeError(`more than ${Program.mostValues} values`);
    const run: (() => void)[] = [];
    const changing = new Set<Node>();
    for (const [place, node] of nodes.entries()) {
      if (needed?.has(place) === false) continue;
      const { op, operands, shape, samples } = node;
      const out = new Float64Array(shape.cells * samples);
      node.values = out;
      const fixed = data.steps[place]?.values;
      if (op === sources.leaf) {
        if (fixed === undefined) changing.add(node);
        else if (typeof fixed === 'number') out.fill(fixed);
        else out.set(fixed);
        continue;
      }
      const kernel = op.kernel?.(out, node, operands, shapes) ?? (() => op.forward(out, node, operands, shapes));
      if (operands.some((operand) => changing.has(operand))) {
        changing.add(node);
        run.push(kernel);
      } else kernel();
    }
    this.#nodes = nodes;
    this.#run = run;
  }

  /** How many values a program would have in memory. */
  static size(data: ProgramData, wanted?: Iterable<number>): number {
    const { nodes, needed } = laidOut(data, wanted);
    return sizeOf(nodes, needed);
  }

  /** The values of a step: row-major over its axes in ascending order, samples innermost; one for each cell where it does not vary. To be written only if it is an open leaf. */
  values(place: number): Float64Array {
    return this.#node(place).values ?? nothing;
  }

  /** Whether a step has a value for each sample, and not one for all. */
  varies(place: number): boolean {
    return !this.#node(place).uniform;
  }

  /** Works out every step that rests on an open leaf. */
  run(): void {
    for (let n = 0; n < this.#run.length; n++) (this.#run[n] as () => void)();
  }

  #node(place: number): Node {
    const node = this.#nodes[place];
    if (node === undefined) throw new Error(`no step ${place}`);
    return node;
  }
}

function written(param: number): number | string {
  return Number.isFinite(param) ? param : String(param);
}

/** The nodes of a program without values, and those of them that are needed where some are asked for. */
function laidOut({ samples, sizes, steps }: ProgramData, wanted?: Iterable<number>) {
  const shapes = new Shapes();
  for (const size of sizes) shapes.axis(size);
  const nodes: Node[] = [];
  for (const [id, { op: name, inputs, at: params, varies }] of steps.entries()) {
    const op = operations.get(name);
    if (op === undefined) throw new Error(`no operation ${name}`);
    const at = params.map(Number);
    const operands = inputs.map((input) => nodes[input] as Node);
    const uniform = varies !== true && operands.every((operand) => operand.uniform);
    const shape = op.shape(operands, at, shapes);
    nodes.push({
      id,
      op,
      inputs,
      operands,
      at,
      shape,
      uniform,
      samples: uniform ? 1 : samples,
      values: undefined,
      full: undefined,
      hash: 0,
      next: -1,
    });
  }
  return { nodes, shapes, needed: wanted && reachedFrom(wanted, steps) };
}

function sizeOf(nodes: readonly Node[], needed: ReadonlySet<number> | undefined): number {
  return nodes.reduce((total, { shape, samples }, place) => total + (needed?.has(place) === false ? 0 : shape.cells * samples), 0);
}

const nothing = new Float64Array(0);

/** Some steps with all that they rest on. */
function reachedFrom(wanted: Iterable<number>, steps: readonly ProgramStep[]): ReadonlySet<number> {
  const found = new Set(wanted);
  // A set goes on to what is added to it.
  for (const place of found) for (const input of steps[place]?.inputs ?? []) found.add(input);
  return found;
}

/** One number for values that are all the same. */
function compact(values: Float64Array): number | readonly number[] {
  const [first = 0] = values;
  return values.every((value) => Object.is(value, first)) ? first : [...values];
}
