import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Program, programOf } from '../../../src/core/algebra/code/program.ts';
import type { Derived } from '../../../src/core/algebra/derive.ts';
import type { Decider } from '../../../src/core/check/decide.ts';
import { isRefusal } from '../../../src/core/check/world/refusal.ts';
import { bookOf, Indices } from '../../../src/core/derive/note-book.ts';
import { wordFor } from '../../../src/core/derive/words.ts';
import type { Expr, IndexId, IndexTerm } from '../../../src/core/expr/expr.ts';
import { freeIndices, walk } from '../../../src/core/expr/expr.ts';
import { functions, type Known } from './functions.ts';
import { deriverFor, modulesOf } from './support.ts';

/** Values in arrays within arrays. */
type Nested = number | Nested[];

/** What the engine finds at some points of its own, and the code that is to find the same. */
interface Case {
  readonly title: string;
  readonly numpy: string;
  readonly torch: string;
  readonly ts: string;
  readonly value: string;
  readonly gradient: string;
  readonly points: readonly { readonly inputs: readonly Nested[]; readonly value: Nested; readonly gradient: Nested }[];
}

const mostPoints = 4;
/** How far numbers may be apart, relative to the larger one and to a floor below which there is rounding alone. */
const near = 1e-9;
const floor = 1e-2;

async function caseOf(known: Known): Promise<Case | undefined> {
  const deriver = await deriverFor(known.note);
  const candidate = deriver.names.candidate(known.of);
  const variable = deriver.names.variable(known.by);
  if ('refused' in candidate || 'refused' in variable) return undefined;
  const derivative = deriver.derive(candidate, variable);
  if ('refused' in derivative) return undefined;
  const [numpy, torch, ts] = (['numpy', 'torch', 'ts'] as const).map((language) => deriver.code(candidate, derivative, language));
  if (typeof numpy !== 'string' || typeof torch !== 'string' || typeof ts !== 'string') return undefined;
  const { decider } = deriver as unknown as { readonly decider: Decider };
  const { worlds, meaning } = decider;
  const { step } = candidate;
  const book = bookOf(decider, worlds.environmentOf(step), new Indices(20_000));
  const program = programOf(derivative.derived, {
    book,
    word: wordFor,
    title: '',
    start: (family, slot) => meaning.axes.ofSlot(family, slot).start,
    plainer: () => undefined,
  });
  for (const positive of [false, true]) {
    const points = pointsOf(decider, worlds.of(step, { positive }), derivative.derived, program);
    if (points.length > 0)
      return { title: known.title, numpy, torch, ts, value: program.forward.name, gradient: program.gradient.name, points };
  }
  return undefined;
}

/** Inputs, value and derivative at those points of a world at which all are numbers. */
function pointsOf(
  { meaning }: Decider,
  world: ReturnType<Decider['worlds']['of']>,
  { of, by }: Derived,
  { inputs, forward, gradient }: Program,
): Case['points'] {
  let next = 30_000;
  const read = (expr: Expr, ids: readonly IndexId[]): ((sample: number) => Nested) | undefined => {
    for (const node of walk(expr)) if (node.kind === 'ref' || node.kind === 'call') meaning.axes.adopt(node);
    meaning.axes.adopt(expr);
    const scope = world.scope(new Set([...ids, ...freeIndices(expr)]));
    const node = isRefusal(scope) ? scope : world.evaluate(expr, scope);
    if (isRefusal(scope) || isRefusal(node)) return undefined;
    const { tape } = world;
    const [values, own] = [tape.valueOf(node), tape.axesOf(node)];
    const axes = ids.map((id) => scope.indices.get(id) as (typeof own)[number]);
    const strides = own.map((_, at) => own.slice(at + 1).reduce((size, axis) => size * tape.sizeOf(axis), tape.samples));
    const nested = (at: number, offset: number): Nested => {
      const axis = axes[at];
      if (axis === undefined) return values[offset] as number;
      const stride = strides[own.indexOf(axis)] ?? 0;
      return Array.from({ length: tape.sizeOf(axis) }, (_, n) => nested(at + 1, offset + n * stride));
    };
    return (sample) => nested(0, sample);
  };
  const leaf = ({ family, arity }: Program['inputs'][number]): ((sample: number) => Nested) | undefined => {
    const slots = Array.from({ length: arity }, (): IndexTerm & { kind: 'index' } => ({ kind: 'index', id: next++, shift: 0 }));
    return read(
      { kind: 'ref', family, slots },
      slots.map(({ id }) => id),
    );
  };
  const [leaves, value, slope] = [inputs.map(leaf), read(of, forward.axes), read({ kind: 'partial', of, wrt: by }, gradient.axes)];
  if (leaves.includes(undefined) || value === undefined || slope === undefined) return [];
  const found = Array.from({ length: world.tape.samples }, (_, sample) => ({
    inputs: leaves.map((one) => (one as (sample: number) => Nested)(sample)),
    value: value(sample),
    gradient: slope(sample),
  }));
  const areFinite = (nested: Nested): boolean => (Array.isArray(nested) ? nested.every(areFinite) : Number.isFinite(nested));
  return found.filter(({ inputs: at, value: a, gradient: b }) => [...at, a, b].every(areFinite)).slice(0, mostPoints);
}

const cases: Promise<readonly Case[]> = (async () => {
  const all: Case[] = [];
  for (const known of functions) {
    const found = await caseOf(known);
    if (found) all.push(found);
  }
  return all;
})();

/** How far two arrays are apart at most; infinitely where their shapes differ. */
function apart(one: Nested, other: Nested): number {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length
      ? Math.max(0, ...one.map((inner, at) => apart(inner, other[at] as Nested)))
      : Number.POSITIVE_INFINITY;
  if (Array.isArray(one) || Array.isArray(other)) return Number.POSITIVE_INFINITY;
  const distance = Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other), floor);
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
}

/** Runs all cases in one process; `array` makes an input of a list of numbers and `number` one of a number alone. */
const runnerOf = ({ library, array, number, precision }: (typeof libraries)[number]): string => `
import importlib.util, json, sys
import numpy as np
import ${library}
${precision}
worst = []
for n, case in enumerate(json.load(open(sys.argv[1] + '/cases.json'))):
    spec = importlib.util.spec_from_file_location(f'f{n}', f'{sys.argv[1]}/f{n}.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    far = 0.0
    for point in case['points']:
        inputs = [${array} if isinstance(one, list) else ${number} for one in point['inputs']]
        for name in ('value', 'gradient'):
            found, wanted = np.asarray(getattr(module, case[name])(*inputs), dtype=float), np.asarray(point[name])
            if found.shape != wanted.shape: far = f'{name} has shape {found.shape}, not {wanted.shape}'; break
            distance = np.abs(found - wanted) / np.maximum(np.maximum(np.abs(found), np.abs(wanted)), ${floor})
            far = max(far, float(np.max(np.nan_to_num(distance, nan=np.inf))))
        if isinstance(far, str): break
        own = float(module.check(*inputs)) / max(float(np.max(np.abs(np.asarray(point['gradient'])))), ${floor})
        if not own < ${library === 'numpy' ? 1e-4 : near}: far = f'its own check says {own}'; break
    worst.append(far)
print(json.dumps(worst))
`;

/** The libraries of Python for which there is code, and how each gets its inputs. */
const libraries = [
  { language: 'numpy', library: 'numpy', array: 'np.array(one)', number: 'one', precision: '' },
  {
    language: 'torch',
    library: 'torch',
    array: 'torch.tensor(one)',
    number: 'torch.tensor(one)',
    precision: 'torch.set_default_dtype(torch.float64)',
  },
] as const;

/** A Python that has a library, which may be another one than the first on the path. */
const pythonWith = (library: string): string | undefined =>
  ['python3', '/usr/bin/python3'].find((python) => spawnSync(python, ['-c', `import numpy, ${library}`]).status === 0);

describe('generated code finds the values and gradients of the engine', () => {
  it('in TypeScript', { timeout: 60_000 }, async () => {
    const all = await cases;
    expect(all.length).toBeGreaterThanOrEqual(140);
    const modules = await modulesOf<(...inputs: Nested[]) => Nested>(all.map(({ ts }) => ts));
    for (const [n, { title, ts, value, gradient, points }] of all.entries()) {
      for (const point of points) {
        expect(apart(modules[n]?.[value]?.(...point.inputs) ?? Number.NaN, point.value), `${title}\n${ts}`).toBeLessThan(near);
        expect(apart(modules[n]?.[gradient]?.(...point.inputs) ?? Number.NaN, point.gradient), `${title}\n${ts}`).toBeLessThan(near);
      }
    }
  });

  for (const each of libraries) {
    const { language, library } = each;
    const python = pythonWith(library);
    const title = python === undefined ? `in ${library}: skipped, since no python3 has it here` : `in ${library}, all in one process`;
    it.runIf(python !== undefined)(title, { timeout: 120_000 }, async () => {
      const all = await cases;
      expect(all.length).toBeGreaterThanOrEqual(140);
      const folder = mkdtempSync(join(tmpdir(), 'backproof-'));
      for (const [n, one] of all.entries()) writeFileSync(join(folder, `f${n}.py`), one[language]);
      writeFileSync(join(folder, 'cases.json'), JSON.stringify(all));
      writeFileSync(join(folder, 'run.py'), runnerOf(each));
      const { stdout, stderr } = spawnSync(python as string, [join(folder, 'run.py'), folder], { encoding: 'utf8', maxBuffer: 1 << 26 });
      rmSync(folder, { recursive: true });
      expect(stderr).toBe('');
      const worst = JSON.parse(stdout) as (number | string)[];
      expect(worst).toHaveLength(all.length);
      for (const [n, far] of worst.entries())
        expect(typeof far === 'number' && far < near ? 0 : far, `${all[n]?.title}\n${all[n]?.[language]}`).toBe(0);
    });
  }
});
