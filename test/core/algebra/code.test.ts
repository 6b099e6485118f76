import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Language, NoteDeriver } from '../../../src/core/pipeline/derive.ts';
import { render } from '../../../src/core/text/message.ts';
import { functions, type Known } from './functions.ts';
import { deriverFor, modulesOf } from './support.ts';

/** Roundings and central differences leave so much. */
const near = 1e-6;
/** How often inputs are drawn until a formula exists there. */
const draws = 40;

async function codeOf({ note, of, by }: Known, language: Language): Promise<string | undefined> {
  const deriver: NoteDeriver = await deriverFor(note);
  const candidate = deriver.names.candidate(of);
  const variable = deriver.names.variable(by);
  if ('refused' in candidate || 'refused' in variable) return undefined;
  const derivative = deriver.derive(candidate, variable);
  if ('refused' in derivative) return undefined;
  const code = deriver.code(candidate, derivative, language);
  return typeof code === 'string' ? code : undefined;
}

const r = String.raw;
const layerNorm = [
  r`\mu = \frac{1}{D} \sum_{i=1}^D x_i`,
  r`\sigma^2 = \frac{1}{D} \sum_{i=1}^D (x_i - \mu)^2`,
  r`\hat x_i = \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}}`,
  r`L = \frac{1}{2} \sum_i (g_i \hat x_i - t_i)^2`,
];

/** Derivatives whose code is more than what is shown. */
const besides: readonly Known[] = [
  ['a mean, which is any number where it is an input', layerNorm, 'L', r`\mu`],
  ['a variance, which is one too', layerNorm, 'L', r`\sigma^2`],
  ['a function that no library has, by plainer ones', [r`y = \sec(u) + \cot(u)`], 'y', 'u'],
  ['a power whose exponent is a name', [r`y = a x^{p} (1 - x)^{q - 1}`], 'y', 'x'],
].map(([title, note, of, by]) => ({ title, note, of, by, forms: [], source: '' }) as Known);

/** Pseudo-random numbers in [0.2, 0.9), the same every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 0.2 + (0.7 * state) / 4294967296;
  };
}

type Nested = number | Nested[];

describe('generated TypeScript', () => {
  it('agrees with central differences for the table, but for what it has no words for', async () => {
    const written: { readonly title: string; readonly code: string; readonly seed: number }[] = [];
    for (const [n, known] of [...functions, ...besides].entries()) {
      const code = await codeOf(known, 'ts');
      if (code !== undefined) written.push({ title: known.title, code, seed: n + 1 });
    }
    const modules = await modulesOf<(...args: Nested[]) => number>(written.map(({ code }) => code));
    for (const [at, { title, code, seed }] of written.entries()) {
      const types = /export function check\((.*), eps = 1e-6\)/.exec(code)?.[1]?.split(', ') ?? [];
      const next = random(seed);
      const make = (depth: number): Nested => (depth === 0 ? next() : [make(depth - 1), make(depth - 1), make(depth - 1)]);
      let least = Number.POSITIVE_INFINITY;
      for (let draw = 0; draw < draws && !(least < near); draw++) {
        const found = modules[at]?.check?.(...types.map((type) => make(type.split('[]').length - 1))) ?? Number.NaN;
        if (found < least) least = found;
      }
      expect(least, `${title}\n${code}`).toBeLessThan(near);
    }
    expect(written.length).toBeGreaterThanOrEqual(150);
  });
});

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

const runner = `
import importlib.util, inspect, json, re, sys, warnings
import numpy as np
warnings.simplefilter('error', RuntimeWarning)
folder, count = sys.argv[1], int(sys.argv[2])
worst = {}
for n in range(count):
    with open(f'{folder}/f{n}.py') as file: source = file.read()
    spec = importlib.util.spec_from_file_location(f'f{n}', f'{folder}/f{n}.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shapes = next(line for line in source.split('\\n') if line.startswith('    # ') and ('shape[0]' in line or ': number' in line))
    labels = re.findall(r'[ (](\\w+)(?:\\[[^\\]]*\\])? - 1[,)]', source)
    rng = np.random.default_rng(n)
    least = np.inf
    for draw in range(40):
        values = []
        for name in list(inspect.signature(module.check).parameters)[:-1]:
            dimensions = len(set(re.findall(r'\\b%s\\.shape\\[(\\d)\\]' % name, shapes)))
            if name in labels: values.append(rng.integers(1, 4, (3,) * dimensions) if dimensions else int(rng.integers(1, 4)))
            else: values.append(rng.uniform(.2, .9, (3,) * dimensions) if dimensions else float(rng.uniform(.2, .9)))
        try: least = min(least, float(module.check(*values)))
        except (RuntimeWarning, ZeroDivisionError): pass
        if least < 1e-6: break
    worst[n] = least
print(json.dumps(worst))
`;

describe('generated Python', () => {
  it.runIf(hasNumpy)('for NumPy agrees with central differences for the table', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backproof-'));
    const codes: string[] = [];
    for (const known of [...functions, ...besides]) {
      const code = await codeOf(known, 'numpy');
      if (code !== undefined) codes.push(code);
    }
    expect(codes.length).toBeGreaterThanOrEqual(150);
    for (const [n, code] of codes.entries()) writeFileSync(join(folder, `f${n}.py`), code);
    writeFileSync(join(folder, 'run.py'), runner);
    const { stdout, stderr } = spawnSync('python3', [join(folder, 'run.py'), folder, String(codes.length)], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(stderr).toBe('');
    for (const [n, worst] of Object.entries<number>(JSON.parse(stdout))) expect(worst, codes[Number(n)]).toBeLessThan(near);
  });

  it('names its library, its shapes and its check', async () => {
    const [first] = functions as readonly [Known];
    expect(await codeOf(first, 'torch')).toContain('torch.autograd.functional.jacobian');
    expect(await codeOf(first, 'jax')).toContain('jax.jacobian');
    expect(await codeOf(first, 'numpy')).toMatch(/# x: number/);
  });

  it.each<[title: string, note: readonly string[], of: string, by: string, language: Language, code: string]>([
    ['the logarithm of a gamma function', [r`y = \log\Gamma(1 - a)`], 'y', 'a', 'torch', 'torch.lgamma(torch.as_tensor((1.0 - a)))'],
    ['it in JAX', [r`y = \log\Gamma(1 - a)`], 'y', 'a', 'jax', 'jax.scipy.special.gammaln((1.0 - a))'],
    ['its derivative', [r`y = \log\Gamma(a)`], 'y', 'a', 'torch', 'torch.digamma(torch.as_tensor(a))'],
    ['it in JAX', [r`y = \log\Gamma(a)`], 'y', 'a', 'jax', 'jax.scipy.special.digamma(a)'],
    ['it in NumPy, which lacks it', [r`y = \log\Gamma(a)`], 'y', 'a', 'numpy', 'def _digamma(x):'],
    ['a second derivative', [r`y = \Gamma(a)`, r`h = \psi(a)`], 'h', 'a', 'torch', 'torch.polygamma(1, torch.as_tensor(a))'],
    ['it in JAX', [r`y = \Gamma(a)`, r`h = \psi(a)`], 'h', 'a', 'jax', 'jax.scipy.special.polygamma(1, a)'],
    ['a gamma function with its sign', [r`y = \Gamma(a)`], 'y', 'a', 'torch', 'torch.clamp(torch.floor(torch.as_tensor(a)), max=0)'],
  ])('calls %s of %j by its name', async (_, note, of, by, language, expected) => {
    const known: Known = { title: '', note, of, by, forms: [], source: '' };
    expect(await codeOf(known, language)).toContain(expected);
  });

  it.each<[title: string, note: readonly string[], of: string, by: string, says: string]>([
    ['a function of other libraries', [r`y = \Gamma(a)`, r`h = \psi(a)`], 'h', 'a', 'there is no code for the function polygamma yet'],
    [
      'a single entry',
      [r`y = \sum_i x_i^2`],
      'y',
      'x_1',
      'code works out all entries of x_i and not a single one, so it is asked for without the number',
    ],
    ['a function without words', [r`y = \operatorname{arccot}(u)^2`], 'y', 'u', 'there is no code for the function arccot yet'],
  ])('says why there is none for %s', async (_, note, of, by, says) => {
    const deriver = await deriverFor(note);
    const [candidate, variable] = [deriver.names.candidate(of), deriver.names.variable(by)];
    if ('refused' in candidate || 'refused' in variable) throw new Error('not read');
    const derivative = deriver.derive(candidate, variable);
    if ('refused' in derivative) throw new Error(render(derivative.refused));
    const code = deriver.code(candidate, derivative, 'numpy');
    expect(typeof code === 'string' ? code : render(code.refused)).toBe(says);
  });
});
