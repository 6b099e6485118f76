import { derivative, type EvalFunction, type MathNode, parse, type SymbolNode } from 'mathjs';
import type { Claim, Written } from './claims.ts';

/** Points at which mathjs compares, as many as its user would take. */
const points = 8;
/** Half the width of a central difference, and how far one may lie from the derivative. */
const step = 1e-5;
const roughly = 1e-6;
/** How far a derivative may lie from what is claimed of it. */
const precisely = 1e-9;

/** A claim as mathjs reads it: every formula parsed once. */
interface Parsed {
  readonly definitions: readonly { readonly name: string; readonly node: MathNode }[];
  readonly components: readonly { readonly of: string; readonly wrt: string; readonly claim: MathNode }[];
  /** What is differentiated, by name: the definitions in terms of what is not defined. */
  readonly inlined: ReadonlyMap<string, MathNode>;
  /** What has no definition, and is sampled. */
  readonly leaves: readonly string[];
}

/** The formulas of a claim, ready to be evaluated. */
interface Compiled {
  readonly definitions: readonly { readonly name: string; readonly code: EvalFunction }[];
  readonly components: readonly {
    readonly of: string;
    readonly wrt: string;
    readonly claim: EvalFunction;
    readonly slope: EvalFunction;
    /** The definitions between `wrt` and `of`, in order. */
    readonly between: Compiled['definitions'];
  }[];
  readonly leaves: readonly string[];
}

/** The work with mathjs in its parts, each for all claims, so that each can be timed. */
export const parseAll = (claims: readonly Claim[]) => claims.map(({ written }) => parsed(written));
export const differentiateAll = (all: readonly Parsed[]) =>
  all.map(({ components, inlined }) => components.map(({ of, wrt }) => derivative(inlined.get(of) as MathNode, wrt, { simplify: false })));
export const compileAll = (all: readonly Parsed[], slopes: readonly (readonly MathNode[])[]) =>
  all.map((claim, at) => compiled(claim, slopes[at] as readonly MathNode[]));
export const compareAll = (all: readonly Compiled[]) => all.map(holds);

/** For each claim whether it holds; undefined if derivative and central difference disagree. */
export function decideAll(claims: readonly Claim[]): (boolean | undefined)[] {
  const all = parseAll(claims);
  return compareAll(compileAll(all, differentiateAll(all)));
}

function parsed(written: Written): Parsed {
  const definitions = written.definitions.map(([name, formula]) => ({ name, node: parse(formula) }));
  const components = written.components.map(({ of, wrt, claim }) => ({ of, wrt, claim: parse(claim) }));
  const inlined = new Map<string, MathNode>();
  for (const { name, node } of definitions)
    inlined.set(
      name,
      node.transform((inner) => inlined.get(nameOf(inner) ?? '') ?? inner),
    );
  const leaves = new Set<string>();
  for (const node of [...definitions.map((definition) => definition.node), ...components.map(({ claim }) => claim)]) {
    for (const name of namesIn(node)) if (!inlined.has(name)) leaves.add(name);
  }
  return { definitions, components, inlined, leaves: [...leaves] };
}

function compiled({ definitions, components, leaves }: Parsed, slopes: readonly MathNode[]): Compiled {
  const codes = definitions.map(({ name, node }) => ({ name, code: node.compile(), uses: namesIn(node) }));
  return {
    definitions: codes,
    components: components.map(({ of, wrt, claim }, at) => {
      const after = new Set([wrt]);
      for (const { name, uses } of codes) if (uses.some((used) => after.has(used))) after.add(name);
      const before = new Set([of]);
      for (const { name, uses } of [...codes].reverse()) if (before.has(name)) for (const used of uses) before.add(used);
      const between = codes.filter(({ name }) => after.has(name) && before.has(name));
      return { of, wrt, claim: claim.compile(), slope: (slopes[at] as MathNode).compile(), between };
    }),
    leaves,
  };
}

function holds({ definitions, components, leaves }: Compiled): boolean | undefined {
  const scope = new Map<string, number>();
  for (let point = 0; point < points; point++) {
    // Spread over (0.1, 0.9), where every formula here is defined.
    for (const [at, name] of leaves.entries()) scope.set(name, 0.1 + 0.8 * ((0.618034 * (point * leaves.length + at + 1)) % 1));
    for (const { name, code } of definitions) scope.set(name, code.evaluate(scope));
    const moved = new Map(scope);
    for (const { of, wrt, claim, slope, between } of components) {
      const value: number = slope.evaluate(scope);
      if (differ(value, claim.evaluate(scope), precisely)) return false;
      const at = scope.get(wrt) as number;
      const [above, below] = [at + step, at - step].map((place) => {
        moved.set(wrt, place);
        for (const { name, code } of between) moved.set(name, code.evaluate(moved));
        return moved.get(of) as number;
      }) as [number, number];
      for (const name of [wrt, ...between.map((definition) => definition.name)]) moved.set(name, scope.get(name) as number);
      if (differ(value, (above - below) / (2 * step), roughly)) return undefined;
    }
  }
  return true;
}

function differ(a: number, b: number, tolerance: number): boolean {
  return !(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a)));
}

function nameOf(node: MathNode): string | undefined {
  return node.type === 'SymbolNode' ? (node as SymbolNode).name : undefined;
}

/** The variables of a formula. */
function namesIn(node: MathNode): string[] {
  const names: string[] = [];
  node.traverse((inner, path) => {
    const name = nameOf(inner);
    if (name !== undefined && path !== 'fn') names.push(name);
  });
  return names;
}
