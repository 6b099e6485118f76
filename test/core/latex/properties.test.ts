import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { r } from '../../../src/core/latex/notation.ts';
import { prefixes } from '../../../src/core/latex/notations/index.ts';
import { operators } from '../../../src/core/latex/notations/operators.ts';
import { readListing, readMacros, readMath } from '../../../src/core/latex/read-math.ts';
import type { Block, Statement, Syntax } from '../../../src/core/latex/syntax.ts';
import { partsOf } from '../../../src/core/latex/walk.ts';

const macros = readMacros(r`\newcommand{\sw}[2]{#2 #1}\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}\def\T{^{\mathsf T}}`);
const read = (tex: string) => readMath(tex, { macros });
const seed = 20_240_229;

const formulas = [
  ...[...prefixes, ...operators].flatMap((notation) => notation.examples.map(([tex]) => tex)),
  r`\frac{\partial E}{\partial w_{ji}^{(1)}} = \sum_k (y_k - t_k) w_{kj}^{(2)} h'(a_j) x_i \quad \because \sum_k t_k = 1`,
  r`\begin{aligned} \hat y &= \sigma(W^\top x + b), & L &= -y \ln \hat y - (1 - y)\ln(1 - \hat y) \\ &\Rightarrow \nabla_w L = (\hat y - y)\,x \end{aligned}`,
  r`f(x) = \begin{cases} \alpha(e^{x} - 1), & \text{if } x \le 0 \\ |x|_1 & \text{otherwise.} \end{cases}`,
];

const pieces = [
  ...r`\frac \sqrt \sum \prod \int \hat \mathbf \mathrm \text \partial \nabla \log \max \left \right \bigl \big \begin{cases} \end{cases}`.split(
    ' ',
  ),
  ...r`\begin{aligned} \end{aligned} \begin{pmatrix} \end{pmatrix} \quad \, \Rightarrow \because \forall \in \neq \over \def \newcommand \let \a #1`.split(
    ' ',
  ),
  ...r`{ } ( ) [ ] \{ \} | \| _ ^ ' & \\ \\[2pt] , ; : . = := < > + - * / \cdot a x_1 d dx e 1 12 0.5 ~ % $ ? ! @ \underbrace \stackrel \underset \sw{a}{b_1} \pd \T`.split(
    ' ',
  ),
  ...['\n', ' ', '\\', '\\text{if $x$ }', '\\text{', 'α', '∑', '²', '其他', '\u{1d465}', '\ud835', '\0', '__proto__'],
];
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));

const inside = (outer: { start: number; end: number }, inner: { start: number; end: number }) =>
  outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;

/** Every node lies inside its parent, and the whole inside the text. */
function expectNested(tex: string, { statements, holes }: Block): void {
  const whole = { start: 0, end: tex.length };
  const visit = (outer: { start: number; end: number }, node: Syntax): void => {
    if (!inside(outer, node.range))
      throw new Error(`${node.kind} ${JSON.stringify(node.range)} outside ${JSON.stringify(outer)} in ${JSON.stringify(tex)}`);
    for (const part of partsOf(node)) visit(node.range, part);
  };
  const visitStatement = (statement: Statement): void => {
    for (const member of statement.members) {
      expect(inside(statement.range, member.range)).toBe(true);
      visit(member.range, member.node);
    }
    for (const condition of statement.conditions) visit(whole, condition);
    statement.reasons.forEach(visitStatement);
    expect(inside(whole, statement.range)).toBe(true);
  };
  statements.forEach(visitStatement);
  for (const hole of holes) expect(inside(whole, hole.range)).toBe(true);
}

describe('reading', () => {
  it('never fails, and nests ranges', () => {
    fc.assert(
      fc.property(soup, (tex) => {
        expectNested(tex, read(tex));
      }),
      { seed, numRuns: 4000 },
    );
  });

  it('gives a tree for a formula that is cut off anywhere', () => {
    for (const formula of formulas)
      for (let end = 0; end <= formula.length; end++) expectNested(formula.slice(0, end), read(formula.slice(0, end)));
  });

  it('does not depend on what was read before', () => {
    fc.assert(
      fc.property(soup, soup, (first, second) => {
        const alone = JSON.stringify(read(second).statements);
        read(first);
        expect(JSON.stringify(read(second).statements)).toBe(alone);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('gives every node of a sound formula a stretch of text with balanced braces', () => {
    const visit = (tex: string, node: Syntax): void => {
      const text = tex.slice(node.range.start, node.range.end).replace(/\\[{}]/g, '');
      let depth = 0;
      for (const char of text) {
        if (char === '{') depth++;
        if (char === '}') depth--;
        if (depth < 0) break;
      }
      expect([text, depth]).toEqual([text, 0]);
      for (const part of partsOf(node)) visit(tex, part);
    };
    for (const tex of formulas) {
      const { statements, holes } = read(tex);
      if (holes.length === 0) for (const statement of statements) for (const member of statement.members) visit(tex, member.node);
    }
  });

  it('of a listing never fails', () => {
    const code = fc.array(fc.constantFrom('x', '=', ' ', '  ', '#', ';', '\n', '(', ')', '**', '-', '1', '.', 'np.exp(', ',', '"'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(code, (parts) => {
        expectNested(parts.join(''), readListing(parts.join('')));
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe('hostile text', () => {
  const nests = [
    '{',
    '(',
    '\\left(',
    '\\frac{',
    '\\sqrt',
    'x^',
    '-',
    '\\hat',
    '\\sum',
    '\\log',
    '\\text{',
    '|',
    '\\begin{cases}',
    '\\underset{a}{',
    '\\mathbf',
    'f(',
    '\\partial',
    'd/d',
    '\\nabla',
  ];
  it.each(nests)('nests %s ten thousand deep', (open) => {
    const closed = open.endsWith('{') ? '}' : open.endsWith('(') ? ')' : '';
    for (const tex of [open.repeat(10_000), `${open.repeat(10_000)}x${closed.repeat(10_000)}`]) {
      const started = performance.now();
      expect(read(tex).statements.length).toBeLessThan(20_001);
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });

  it.each([
    'a_i + ',
    'a = b, ',
    'x \\\\ ',
    '\\text{for } ',
    '\\frac{a}{b} ',
    '(',
    ')',
    '|',
    '&',
    '[)',
    '\\quad x ',
    '\\over',
    'i, ',
    '\\left.',
    'x_',
  ])('reads 300 kB of %s without blowing up', (unit) => {
    const time = (length: number) => {
      const tex = unit.repeat(Math.ceil(length / unit.length));
      const started = performance.now();
      read(tex);
      return performance.now() - started;
    };
    time(20_000);
    expect(time(300_000)).toBeLessThan(10_000);
  });
});
