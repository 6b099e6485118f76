import type { NotePlace, Plan } from '../core/training/plan.ts';

/** A name of the network, and what it is worked out from. */
export interface NetworkNode {
  readonly tex: string;
  readonly kind: 'input' | 'target' | 'value';
  /** Its number among those of its kind in the plan. */
  readonly index: number;
  /** Nodes above it from which it is worked out at once, by their place in the list. */
  readonly parents: readonly number[];
  /** Parameters that come in here, by their number in the plan. */
  readonly parameters: readonly number[];
  readonly where?: NotePlace;
}

/** The names of a network in the order in which they are worked out; a target stands where it is first compared with something. */
export function networkOf(plan: Plan): readonly NetworkNode[] {
  const { program, inputs, targets, parameters, values } = plan;
  const leaves = new Map<number, readonly [kind: 'input' | 'target' | 'parameter', index: number]>();
  for (const [index, { place }] of inputs.entries()) leaves.set(place, ['input', index]);
  for (const [index, { place }] of targets.entries()) leaves.set(place, ['target', index]);
  for (const [index, { place }] of parameters.entries()) leaves.set(place, ['parameter', index]);
  const nodes: NetworkNode[] = inputs.map(({ tex }, index) => ({ tex, kind: 'input', index, parents: [], parameters: [] }));
  const ofPlace = new Map(inputs.map(({ place }, n) => [place, n]));
  const targetAt = new Map<number, number>();
  for (const [index, { tex, place, where }] of values.entries()) {
    const [parents, own] = [new Set<number>(), new Set<number>()];
    const seen = new Set<number>();
    const visit = (at: number): void => {
      if (seen.has(at)) return;
      seen.add(at);
      const known = ofPlace.get(at);
      const leaf = leaves.get(at);
      if (known !== undefined) parents.add(known);
      else if (leaf?.[0] === 'parameter') own.add(leaf[1]);
      else if (leaf?.[0] === 'target') {
        const target = targetAt.get(leaf[1]) ?? nodes.length;
        if (target === nodes.length) {
          targetAt.set(leaf[1], target);
          nodes.push({ tex: targets[leaf[1]]?.tex ?? '', kind: 'target', index: leaf[1], parents: [], parameters: [] });
        }
        parents.add(target);
      } else for (const input of program.steps[at]?.inputs ?? []) visit(input);
    };
    // Another name for what has one already comes from that alone.
    visit(place);
    ofPlace.set(place, nodes.length);
    const inOrder = (set: ReadonlySet<number>): readonly number[] => [...set].sort((a, b) => a - b);
    nodes.push({ tex, kind: 'value', index, parents: inOrder(parents), parameters: inOrder(own), ...(where ? { where } : {}) });
  }
  return nodes;
}

/** One point on its way through the network. */
export interface Passage {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  readonly values: readonly { readonly values: readonly number[]; readonly adjoints?: readonly number[] }[];
  /** By parameter. */
  readonly weights: readonly (readonly number[])[];
}

/** How far one has walked: forward over all nodes, then back over all that have an adjoint. */
export interface Stop {
  /** Of each node, whether its values are seen, and its adjoints. */
  readonly isForward: boolean;
  readonly at: number;
}

/** Every stop of the walk through a network, there and back. */
export function stopsOf(nodes: readonly NetworkNode[], plan: Plan): readonly Stop[] {
  const forward = nodes.map((_, at) => ({ isForward: true, at }));
  const back = nodes
    .map((_, at) => ({ isForward: false, at }))
    .filter(({ at }) => nodes[at]?.kind === 'value' && plan.values[nodes[at].index]?.adjoint !== undefined)
    .reverse();
  return [...forward, ...back];
}
