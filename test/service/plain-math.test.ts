import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainMath } from '../../src/service/plain-math.ts';

const r = String.raw;

describe('plainMath', () => {
  test.each([
    // LaTeX                             text                 why this row
    [r`y - t`, 'y − t', 'a true minus'],
    [r`y_k`, 'yₖ', 'an index with a small letter'],
    [r`w_{kj}`, 'wₖⱼ', 'two'],
    [r`y_b`, 'y_b', 'no small b exists'],
    [r`z_{2,i}`, 'z_(2,i)', 'nor a small comma'],
    [r`x^2`, 'x²', 'a power'],
    [r`a_k^{(2)}`, 'aₖ⁽²⁾', 'a label'],
    [r`W^\top x`, 'Wᵀ x', 'a transpose'],
    [r`\hat y_k`, 'ŷₖ', 'an accent on a bare letter'],
    [r`\hat{y}`, 'ŷ', 'or on a braced one'],
    [r`\bar{\theta}`, 'θ̄', 'or on a Greek one'],
    [r`\delta_j`, 'δⱼ', 'Greek'],
    [r`\partial E / \partial a`, '∂E / ∂a', 'the space behind a command is no space'],
    [r`\frac{\partial L}{\partial w}`, '∂L/∂w', 'a fraction of single terms'],
    [r`\frac{\partial a_1^{(2)}}{\partial w_{1j}^{(2)}}`, '∂a₁⁽²⁾/∂w₁ⱼ⁽²⁾', 'scripts inside of a fraction'],
    [r`\frac12 (y-t)`, '1/2 (y−t)', 'a fraction without braces'],
    [r`\frac{a + b}{2}`, '(a + b)/2', 'a sum needs its brackets'],
    [r`\sqrt{a^2 + b}`, '√(a² + b)', 'a root'],
    [r`\sum_k t_k = 1`, '∑ₖ tₖ = 1', 'a sum'],
    [r`\mathbf{W} \in \mathbb{R}^{h \times D}`, 'W ∈ ℝ^(h × D)', 'letters of other alphabets'],
    [r`\left( y - t \right)`, '( y − t )', 'growing brackets are brackets'],
    [r`\text{softmax}(z)_i`, 'softmax(z)ᵢ', 'names'],
    [r`\foo{x}`, r`\foox`, 'an unknown command stays'],
    [r`\toString \constructor`, r`\toString \constructor`, 'names of object properties mean nothing'],
  ])('%s', (tex, text) => expect(plainMath(tex)).toBe(text));

  test('any text ends, and long ones stay as they are', () => {
    const piece = fc.constantFrom('\\frac', '{', '}', '_', '^', '\\hat', 'x', '\\alpha ', '\\', '-', ' ', '\\mathbf');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => typeof plainMath(pieces.join('')) === 'string'),
      { seed: 1 },
    );
    const long = r`\alpha`.repeat(1000);
    expect(plainMath(long)).toBe(long);
  });
});
