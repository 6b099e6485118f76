const r = String.raw;

/** One claim about a derivative, written twice: for a note and for mathjs. */
export interface Claim {
  /** The formula that is differentiated, as a definition. */
  readonly definition: string;
  /** What is claimed of its derivative. */
  readonly claim: string;
  readonly mathjs: { readonly of: string; readonly wrt: string; readonly claim: string };
  readonly right: boolean;
}

const sum = 'e^{z_1} + e^{z_2} + e^{z_3}';
const plainSum = '(exp(z_1) + exp(z_2) + exp(z_3))';

/** Fifteen explicit claims as they stand in notes, classes written out for K = 3; the last two are wrong on purpose. */
export const claims: readonly Claim[] = [
  // the definition, the claim | what is differentiated, by what, the claim
  claim(r`y = \frac{1}{1 + e^{-x}}`, r`\frac{dy}{dx} = y (1 - y)`, '1 / (1 + exp(-x))', 'x', '1 / (1 + exp(-x)) * (1 - 1 / (1 + exp(-x)))'),
  claim(r`y = \tanh x`, r`\frac{dy}{dx} = 1 - y^2`, 'tanh(x)', 'x', '1 - tanh(x)^2'),
  claim(r`y = \ln(1 + e^x)`, r`\frac{dy}{dx} = \frac{1}{1 + e^{-x}}`, 'log(1 + exp(x))', 'x', '1 / (1 + exp(-x))'),
  claim(r`L = \frac{1}{2} (y - t)^2`, r`\frac{\partial L}{\partial y} = y - t`, '(y - t)^2 / 2', 'y', 'y - t'),
  claim(
    r`L = -t \ln y - (1 - t) \ln(1 - y)`,
    r`\frac{\partial L}{\partial y} = \frac{y - t}{y (1 - y)}`,
    '-t * log(y) - (1 - t) * log(1 - y)',
    'y',
    '(y - t) / (y * (1 - y))',
  ),
  claim(
    r`L = -t \ln\left(\frac{1}{1 + e^{-s}}\right) - (1 - t) \ln\left(1 - \frac{1}{1 + e^{-s}}\right)`,
    r`\frac{\partial L}{\partial s} = \frac{1}{1 + e^{-s}} - t`,
    '-t * log(1 / (1 + exp(-s))) - (1 - t) * log(1 - 1 / (1 + exp(-s)))',
    's',
    '1 / (1 + exp(-s)) - t',
  ),
  claim(
    r`p_1 = \frac{e^{z_1}}{${sum}}`,
    r`\frac{\partial p_1}{\partial z_1} = p_1 (1 - p_1)`,
    `exp(z_1) / ${plainSum}`,
    'z_1',
    `exp(z_1) / ${plainSum} * (1 - exp(z_1) / ${plainSum})`,
  ),
  claim(
    r`p_1 = \frac{e^{z_1}}{${sum}}`,
    r`\frac{\partial p_1}{\partial z_2} = -\frac{e^{z_1} e^{z_2}}{(${sum})^2}`,
    `exp(z_1) / ${plainSum}`,
    'z_2',
    `-exp(z_1) * exp(z_2) / ${plainSum}^2`,
  ),
  claim(
    r`L = \ln(${sum}) - z_1`,
    r`\frac{\partial L}{\partial z_1} = \frac{e^{z_1}}{${sum}} - 1`,
    `log(${plainSum}) - z_1`,
    'z_1',
    `exp(z_1) / ${plainSum} - 1`,
  ),
  claim(
    r`L = \ln(${sum}) - t_1 z_1 - t_2 z_2 - t_3 z_3`,
    r`\frac{\partial L}{\partial z_2} = \frac{e^{z_2}}{${sum}} - t_2`,
    `log(${plainSum}) - t_1 * z_1 - t_2 * z_2 - t_3 * z_3`,
    'z_2',
    `exp(z_2) / ${plainSum} - t_2`,
  ),
  claim(
    r`L = \frac{1}{2} (\tanh(w x + b) - t)^2`,
    r`\frac{\partial L}{\partial w} = (\tanh(w x + b) - t) (1 - \tanh^2(w x + b)) x`,
    '(tanh(w * x + b) - t)^2 / 2',
    'w',
    '(tanh(w * x + b) - t) * (1 - tanh(w * x + b)^2) * x',
  ),
  claim(
    r`R = \lambda (w_1^2 + w_2^2 + w_3^2)`,
    r`\frac{\partial R}{\partial w_2} = 2 \lambda w_2`,
    'lambda * (w_1^2 + w_2^2 + w_3^2)',
    'w_2',
    '2 * lambda * w_2',
  ),
  claim(
    r`L = \frac{(y - m)^2}{2 s^2} + \ln s`,
    r`\frac{\partial L}{\partial s} = \frac{1}{s} - \frac{(y - m)^2}{s^3}`,
    '(y - m)^2 / (2 * s^2) + log(s)',
    's',
    '1 / s - (y - m)^2 / s^3',
  ),
  wrong(r`y = \frac{x}{1 + e^{-x}}`, r`\frac{dy}{dx} = \frac{1}{1 + e^{-x}}`, 'x / (1 + exp(-x))', 'x', '1 / (1 + exp(-x))'),
  wrong(r`L = \frac{1}{2} (w x - t)^2`, r`\frac{\partial L}{\partial w} = w x - t`, '(w * x - t)^2 / 2', 'w', 'w * x - t'),
];

function claim(definition: string, claimed: string, of: string, wrt: string, plain: string): Claim {
  return { definition, claim: claimed, mathjs: { of, wrt, claim: plain }, right: true };
}

function wrong(...args: Parameters<typeof claim>): Claim {
  return { ...claim(...args), right: false };
}
