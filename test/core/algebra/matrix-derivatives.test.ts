import { describe, expect, it } from 'vitest';
import { render } from '../../../src/core/text/message.ts';
import { stepsOf } from '../../support/checks.ts';
import { derived, noteOf, written } from './support.ts';

const r = String.raw;

/** What the names below are. */
const shapes = r`$x, y \in \mathbb{R}^n$, $a, b, c \in \mathbb{R}^n$, $d, v \in \mathbb{R}^m$, $A, B, C, X \in \mathbb{R}^{n \times n}$, $D \in \mathbb{R}^{m \times n}$.`;

/**
 * Derivatives by vectors and matrices, in matrix notation. The number is that of the identity, or of the one that it is a case of, in
 * Petersen and Pedersen, The Matrix Cookbook, version of 15 November 2012.
 */
const identities: readonly (readonly [formulas: readonly string[], of: string, by: string, form: string, number: string])[] = [
  [[r`f = x^\top a`], 'f', 'x', 'a', '69'],
  [[r`f = a^\top x`], 'f', 'x', 'a', '69'],
  [[r`f = a^\top X b`], 'f', 'X', r`a b^\top`, '70'],
  [[r`f = a^\top X^\top b`], 'f', 'X', r`b a^\top`, '71'],
  [[r`f = a^\top X a`], 'f', 'X', r`a a^\top`, '72'],
  [[r`f = a^\top X^\top a`], 'f', 'X', r`a a^\top`, '72'],
  [[r`f = a^\top X^\top X b`], 'f', 'X', r`X (a b^\top + b a^\top)`, '77'],
  [[r`f = (B x + b)^\top C (A x + a)`], 'f', 'x', r`B^\top C (A x + a) + A^\top C^\top (B x + b)`, '78'],
  [[r`f = x^\top B x`], 'f', 'x', r`(B + B^\top) x`, '81'],
  [[r`f = x^\top B^\top x`], 'f', 'x', r`(B + B^\top) x`, '81'],
  [[r`f = a^\top X^\top A X b`], 'f', 'X', r`A^\top X a b^\top + A X b a^\top`, '82'],
  [[r`f = (X b + c)^\top A (X b + c)`], 'f', 'X', r`(A + A^\top) (X b + c) b^\top`, '83'],
  [[r`f = x^\top A x + b^\top x`], 'f', 'x', r`(A + A^\top) x + b`, '97'],
  [[r`f = \| x - a \|^2`], 'f', 'x', '2 (x - a)', '131'],
  [[r`f = (x - A y)^\top (x - A y)`], 'f', 'y', r`2 A^\top (A y - x)`, '84'],
  [[r`f = (x - A y)^\top B (x - A y)`], 'f', 'x', r`(B + B^\top) (x - A y)`, '86'],
  [[r`f = (x - A y)^\top B (x - A y)`], 'f', 'y', r`-(A^\top B (x - A y) + A^\top B^\top (x - A y))`, '87'],
  [[r`f = (x - A y)^\top (x - A y)`], 'f', 'A', r`2 (A y - x) y^\top`, '88'],
  [[r`f = \operatorname{tr}(X)`], 'f', 'X', 'I', '99'],
  [[r`f = \operatorname{tr}(X A)`], 'f', 'X', r`A^\top`, '100'],
  [[r`f = \operatorname{tr}(A X B)`], 'f', 'X', r`A^\top B^\top`, '101'],
  [[r`f = \operatorname{tr}(A X^\top B)`], 'f', 'X', 'B A', '102'],
  [[r`f = \operatorname{tr}(X^\top A)`], 'f', 'X', 'A', '103'],
  [[r`f = \operatorname{tr}(A X^\top)`], 'f', 'X', 'A', '104'],
  [[r`f = \operatorname{tr}(X X)`], 'f', 'X', r`2 X^\top`, '106'],
  [[r`f = \operatorname{tr}(X X B)`], 'f', 'X', r`(X B + B X)^\top`, '107'],
  [[r`f = \operatorname{tr}(X^\top B X)`], 'f', 'X', r`(B + B^\top) X`, '108'],
  [[r`f = \operatorname{tr}(B X X^\top)`], 'f', 'X', r`(B + B^\top) X`, '109'],
  [[r`f = \operatorname{tr}(X X^\top B)`], 'f', 'X', r`(B + B^\top) X`, '110'],
  [[r`f = \operatorname{tr}(X B X^\top)`], 'f', 'X', r`X (B + B^\top)`, '111'],
  [[r`f = \operatorname{tr}(B X^\top X)`], 'f', 'X', r`X (B + B^\top)`, '112'],
  [[r`f = \operatorname{tr}(X^\top X B)`], 'f', 'X', r`X (B + B^\top)`, '113'],
  [[r`f = \operatorname{tr}(A X B X)`], 'f', 'X', r`(A X B + B X A)^\top`, '114'],
  [[r`f = \operatorname{tr}(X^\top X)`], 'f', 'X', '2 X', '115'],
  [[r`f = \operatorname{tr}(B^\top X^\top C X B)`], 'f', 'X', r`(C^\top X + C X) B B^\top`, '116'],
  [[r`f = \operatorname{tr}(X^\top B X C)`], 'f', 'X', r`B X C + B^\top X C^\top`, '117'],
  [[r`f = \operatorname{tr}(A X B X^\top C)`], 'f', 'X', r`C A X B + A^\top C^\top X B^\top`, '118'],
  [[r`f = \operatorname{tr}((A X B + C)^\top (A X B + C))`], 'f', 'X', r`2 A^\top (A X B + C) B^\top`, '119'],
  [[r`f = \operatorname{tr}(A X^{-1} B)`], 'f', 'X', r`-X^{-\top} A^\top B^\top X^{-\top}`, '63'],
  [[r`f = \operatorname{tr}(X^{-1} A)`], 'f', 'X', r`-X^{-\top} A^\top X^{-\top}`, '63'],
  [[r`f = \log \det X`], 'f', 'X', r`X^{-\top}`, '57'],
  [[r`f = \det X`], 'f', 'X', r`f X^{-\top}`, '49'],
  [[r`f = \det(A X B)`], 'f', 'X', r`f A^\top (A X B)^{-\top} B^\top`, '51'],
  [[r`f = a^\top X^{-1} b`], 'f', 'X', r`-X^{-\top} a b^\top X^{-\top}`, '61'],
  [[r`f = \|x - a\|_2`], 'f', 'x', r`\frac{1}{f} (x - a)`, '129'],
  [[r`f = \|x\|^2`], 'f', 'x', '2 x', '131'],
  [[r`f = x^\top x`], 'f', 'x', '2 x', '131'],
  [[r`f = \|X\|_F^2`], 'f', 'X', '2 X', '132'],
  [[r`f = \|D x - d\|^2`], 'f', 'x', r`2 D^\top (D x - d)`, '84'],
  [[r`f = \frac{1}{2} (D x - d)^\top (D x - d)`], 'f', 'x', r`D^\top (D x - d)`, '84'],
  [[r`f = \|D x - d\|^2 + \lambda \|x\|^2`], 'f', 'x', r`2 (D^\top (D x - d) + \lambda x)`, '84'],
  [[r`f = \|D x - d\|^2`], 'f', 'D', r`2 (D x - d) x^\top`, '84'],
  [['z = D x', r`f = v^\top z`], 'f', 'x', r`D^\top v`, '84'],
  [['z = D x', r`f = v^\top z`], 'f', 'D', r`v x^\top`, '84'],
  [[r`f = \frac{1}{2} x^\top A x - b^\top x`], 'f', 'x', r`\frac{1}{2} (A + A^\top) x - b`, '97'],
  [['y = A x'], 'y', 'x', 'A', '69'],
  [['z = D x + d'], 'z', 'x', 'D', '69'],
  [[r`f = a^\top (x \odot x)`], 'f', 'x', r`2 (a \odot x)`, '69'],
  [[r`f = a^\top (x \odot b)`], 'f', 'x', r`a \odot b`, '69'],
  [[r`h = \tanh(A x)`, r`f = b^\top h`], 'f', 'x', r`A^\top (b \odot (1 - h \odot h))`, '69'],
  [[r`h = \tanh(A x)`, r`f = b^\top h`], 'f', 'A', r`(b \odot (1 - h \odot h)) x^\top`, '69'],
  [[r`h = \sigma(A x)`, r`f = b^\top h`], 'f', 'x', r`A^\top (b \odot h \odot (1 - h))`, '69'],
  [[r`f = a^\top \exp(x)`], 'f', 'x', r`a \odot \exp(x)`, '69'],
  [[r`f = \mathbf{1}^\top x`], 'f', 'x', r`\mathbf{1}`, '69'],
  [[r`f = a^\top (x y^\top) b`], 'f', 'x', r`(b^\top y) a`, '69'],
  [[r`f = \frac{a^\top x}{\|x\|}`], 'f', 'x', r`\frac{a}{\|x\|} - \frac{f}{\|x\|^2} x`, '69'],
  [[r`f = \frac{x^\top A x}{x^\top x}`], 'f', 'x', r`\frac{1}{x^\top x} ((A + A^\top) x - 2 f x)`, '84'],
  [[r`f = \log(\mathbf{1}^\top \exp(x))`], 'f', 'x', r`\frac{\exp(x)}{\mathbf{1}^\top \exp(x)}`, '84'],
  [[r`f = \exp(-\frac{1}{2} x^\top A x)`], 'f', 'x', r`-\frac{f}{2} (A + A^\top) x`, '69'],
  [[r`f = \|A X - B\|_F^2`], 'f', 'X', r`2 A^\top (A X - B)`, '69'],
  [[r`f = \frac{1}{2} \|X A - B\|_F^2`], 'f', 'X', r`(X A - B) A^\top`, '69'],
  [[r`f = \|C - A B^\top\|_F^2`], 'f', 'A', r`2 (A B^\top - C) B`, '69'],
  [[r`f = \mathbf{1}^\top X \mathbf{1}`], 'f', 'X', r`\mathbf{1} \mathbf{1}^\top`, '69'],
];

describe('derivatives by vectors and matrices are written in matrix notation, and hold', () => {
  it('has at least 60 identities', () => expect(identities.length).toBeGreaterThanOrEqual(60));

  it.each(identities)('%j: %s by %s = %s', async (formulas, of, by, form) => {
    const note = [shapes, ...formulas];
    const found = await derived(note, of, by);
    if (typeof found === 'string') throw new Error(found);
    expect(found.tex).toBe(form);
    const text = noteOf(note);
    const added = stepsOf(`${text}\n\n${written(found)}`).slice(stepsOf(text).length);
    expect(added).toHaveLength(1);
    for (const { verdict, lhs, rhs, reason } of added) expect(verdict, `${lhs} = ${rhs}: ${render(reason)}`).toBe('holds');
  });
});
