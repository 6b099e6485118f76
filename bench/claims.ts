const r = String.raw;

/** Formulas in the syntax of mathjs: what is given a name, and one claim for each component of the derivative. */
export interface Written {
  /** In order; a formula may use the names above it. */
  readonly definitions: readonly (readonly [name: string, formula: string])[];
  readonly components: readonly Component[];
}

/** The claim that the derivative of `of` by `wrt` is `claim`, which may use the names of the definitions. */
export interface Component {
  readonly of: string;
  readonly wrt: string;
  readonly claim: string;
}

/** One claim about a derivative, written twice: for a note and for mathjs. */
export interface Claim {
  readonly title: string;
  /** The formulas of a note, each a display; the last is the claim. */
  readonly note: readonly string[];
  readonly written: Written;
  readonly right: boolean;
}

/**
 * Sizes with which the formulas for mathjs are written out: small, and distinct where indices differ, so that a swapped index
 * cannot hide. The checker gives sizes such as these to indices whose range a note leaves open. A linear layer has as few inputs
 * as a hidden layer has units, which spares mathjs work.
 */
const classes = 3;
const hidden = 2;
const inputs = 4;

const softmax: Written['definitions'] = each(classes).map((i) => [`p_${i}`, `exp(z_${i}) / (${exponentials()})`]);
const squaredError: Written['definitions'][number] = ['L', `(${sum(classes, (k) => `(y_${k} - t_${k})^2`)}) / 2`];

/** Fifteen explicit claims as they stand in notes; two are wrong on purpose. */
export const claims: readonly Claim[] = [
  {
    title: 'logistic function',
    note: [r`y = \frac{1}{1 + e^{-x}}`, r`\frac{dy}{dx} = y (1 - y)`],
    written: scalar([['y', '1 / (1 + exp(-x))']], 'y', 'x', 'y * (1 - y)'),
    right: true,
  },
  {
    title: 'binary cross-entropy by the output, with the sign turned',
    note: [r`L = -t \ln y - (1 - t) \ln(1 - y)`, r`\frac{\partial L}{\partial y} = \frac{t - y}{y (1 - y)}`],
    written: scalar([['L', '-t * log(y) - (1 - t) * log(1 - y)']], 'L', 'y', '(t - y) / (y * (1 - y))'),
    right: false,
  },
  {
    title: 'binary cross-entropy by the logit',
    note: [r`y = \frac{1}{1 + e^{-s}}`, r`L = -t \ln y - (1 - t) \ln(1 - y)`, r`\frac{\partial L}{\partial s} = y - t`],
    written: scalar(
      [
        ['y', '1 / (1 + exp(-s))'],
        ['L', '-t * log(y) - (1 - t) * log(1 - y)'],
      ],
      'L',
      's',
      'y - t',
    ),
    right: true,
  },
  {
    title: 'squared error by a weight of a linear layer',
    note: [
      r`y_k = \sum_j w_{kj} x_j + b_k`,
      r`L = \frac{1}{2} \sum_k (y_k - t_k)^2`,
      r`\frac{\partial L}{\partial w_{kj}} = (y_k - t_k) x_j`,
    ],
    written: {
      definitions: [
        ...each(classes).map((k) => [`y_${k}`, `${sum(hidden, (j) => `w_${k}${j} * x_${j}`)} + b_${k}`] as const),
        squaredError,
      ],
      components: pairs(classes, hidden).map(([k, j]) => ({ of: 'L', wrt: `w_${k}${j}`, claim: `(y_${k} - t_${k}) * x_${j}` })),
    },
    right: true,
  },
  {
    title: 'softmax by the logits',
    note: [r`p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}`, r`\frac{\partial p_i}{\partial z_k} = p_i (\delta_{ik} - p_k)`],
    written: {
      definitions: softmax,
      components: pairs(classes, classes).map(([i, k]) => ({ of: `p_${i}`, wrt: `z_${k}`, claim: `p_${i} * (${delta(i, k)} - p_${k})` })),
    },
    right: true,
  },
  {
    title: 'log-softmax by the logits',
    note: [r`l_i = z_i - \ln \sum_j e^{z_j}`, r`\frac{\partial l_i}{\partial z_k} = \delta_{ik} - \frac{e^{z_k}}{\sum_j e^{z_j}}`],
    written: {
      definitions: each(classes).map((i) => [`l_${i}`, `z_${i} - log(${exponentials()})`] as const),
      components: pairs(classes, classes).map(([i, k]) => ({
        of: `l_${i}`,
        wrt: `z_${k}`,
        claim: `${delta(i, k)} - exp(z_${k}) / (${exponentials()})`,
      })),
    },
    right: true,
  },
  {
    title: 'softmax by the logits, with a wrong index',
    note: [r`p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}`, r`\frac{\partial p_i}{\partial z_k} = p_i (\delta_{ik} - p_i)`],
    written: {
      definitions: softmax,
      components: pairs(classes, classes).map(([i, k]) => ({ of: `p_${i}`, wrt: `z_${k}`, claim: `p_${i} * (${delta(i, k)} - p_${i})` })),
    },
    right: false,
  },
  {
    title: 'cross-entropy by the logits',
    note: [r`p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}`, r`L = -\sum_k t_k \ln p_k`, r`\frac{\partial L}{\partial z_k} = p_k \sum_j t_j - t_k`],
    written: {
      definitions: [...softmax, ['L', `-(${sum(classes, (k) => `t_${k} * log(p_${k})`)})`]],
      components: each(classes).map((k) => ({ of: 'L', wrt: `z_${k}`, claim: `p_${k} * (${sum(classes, (j) => `t_${j}`)}) - t_${k}` })),
    },
    right: true,
  },
  {
    title: 'error of a hidden layer',
    note: [
      r`h_j = \tanh a_j`,
      r`y_k = \sum_j v_{kj} h_j`,
      r`L = \frac{1}{2} \sum_k (y_k - t_k)^2`,
      r`\frac{\partial L}{\partial a_j} = (1 - h_j^2) \sum_k (y_k - t_k) v_{kj}`,
    ],
    written: {
      definitions: network((j) => `a_${j}`),
      components: each(hidden).map((j) => ({ of: 'L', wrt: `a_${j}`, claim: hiddenError(j) })),
    },
    right: true,
  },
  {
    title: 'gradient of the first layer',
    note: [
      r`h_j = \tanh\left(\sum_i w_{ji} x_i\right)`,
      r`y_k = \sum_j v_{kj} h_j`,
      r`L = \frac{1}{2} \sum_k (y_k - t_k)^2`,
      r`\frac{\partial L}{\partial w_{ji}} = (1 - h_j^2) x_i \sum_k (y_k - t_k) v_{kj}`,
    ],
    written: {
      definitions: network((j) => sum(inputs, (i) => `w_${j}${i} * x_${i}`)),
      components: pairs(hidden, inputs).map(([j, i]) => ({ of: 'L', wrt: `w_${j}${i}`, claim: `${hiddenError(j)} * x_${i}` })),
    },
    right: true,
  },
  classifierClaim(
    'second layer of a classifier',
    r`\frac{\partial L}{\partial v_{kj}} = (p_k \sum_l t_l - t_k) h_j`,
    pairs(classes, hidden).map(([k, j]) => ({ of: 'L', wrt: `v_${k}${j}`, claim: `${scoreError(k)} * h_${j}` })),
  ),
  classifierClaim(
    'hidden units of a classifier',
    r`\frac{\partial L}{\partial h_j} = \sum_k (p_k \sum_l t_l - t_k) v_{kj}`,
    each(hidden).map((j) => ({ of: 'L', wrt: `h_${j}`, claim: backError(j) })),
    true,
  ),
  classifierClaim(
    'first layer of a classifier',
    r`\frac{\partial L}{\partial w_{ji}} = (1 - h_j^2) x_i \sum_k (p_k \sum_l t_l - t_k) v_{kj}`,
    pairs(hidden, inputs).map(([j, i]) => ({ of: 'L', wrt: `w_${j}${i}`, claim: `(1 - h_${j}^2) * x_${i} * (${backError(j)})` })),
  ),
  classifierClaim(
    'biases of a classifier',
    r`\frac{\partial L}{\partial b_j} = (1 - h_j^2) \sum_k (p_k \sum_l t_l - t_k) v_{kj}`,
    each(hidden).map((j) => ({ of: 'L', wrt: `b_${j}`, claim: `(1 - h_${j}^2) * (${backError(j)})` })),
  ),
  classifierClaim(
    'inputs of a classifier',
    r`\frac{\partial L}{\partial x_i} = \sum_j (1 - h_j^2) w_{ji} \sum_k (p_k \sum_l t_l - t_k) v_{kj}`,
    each(inputs).map((i) => ({ of: 'L', wrt: `x_${i}`, claim: sum(hidden, (j) => `(1 - h_${j}^2) * w_${j}${i} * (${backError(j)})`) })),
  ),
];

/**
 * A claim about a network with one hidden layer of hyperbolic tangents, a softmax and the cross-entropy.
 * `isCut`: it differentiates by the hidden units, which mathjs then takes as given.
 */
function classifierClaim(title: string, claim: string, components: readonly Component[], isCut = false): Claim {
  return {
    title,
    note: [
      r`h_j = \tanh\left(\sum_i w_{ji} x_i + b_j\right)`,
      r`z_k = \sum_j v_{kj} h_j`,
      r`p_k = \frac{e^{z_k}}{\sum_l e^{z_l}}`,
      r`L = -\sum_k t_k \ln p_k`,
      claim,
    ],
    written: {
      definitions: [
        ...(isCut ? [] : each(hidden)).map((j) => [`h_${j}`, `tanh(${sum(inputs, (i) => `w_${j}${i} * x_${i}`)} + b_${j})`] as const),
        ...each(classes).map((k) => [`z_${k}`, sum(hidden, (j) => `v_${k}${j} * h_${j}`)] as const),
        ...softmax,
        ['L', `-(${sum(classes, (k) => `t_${k} * log(p_${k})`)})`],
      ],
      components,
    },
    right: true,
  };
}

function scoreError(k: number): string {
  return `(p_${k} * (${sum(classes, (l) => `t_${l}`)}) - t_${k})`;
}

function backError(j: number): string {
  return sum(classes, (k) => `${scoreError(k)} * v_${k}${j}`);
}

function scalar(definitions: Written['definitions'], of: string, wrt: string, claim: string): Written {
  return { definitions, components: [{ of, wrt, claim }] };
}

/** A network with one hidden layer of hyperbolic tangents, a linear output and the squared error; `input` is what enters unit j. */
function network(input: (j: number) => string): Written['definitions'] {
  const units = each(hidden).map((j) => [`h_${j}`, `tanh(${input(j)})`] as const);
  const outputs = each(classes).map((k) => [`y_${k}`, sum(hidden, (j) => `v_${k}${j} * h_${j}`)] as const);
  return [...units, ...outputs, squaredError];
}

function hiddenError(j: number): string {
  return `(1 - h_${j}^2) * (${sum(classes, (k) => `(y_${k} - t_${k}) * v_${k}${j}`)})`;
}

function exponentials(): string {
  return sum(classes, (j) => `exp(z_${j})`);
}

function delta(i: number, k: number): number {
  return i === k ? 1 : 0;
}

function sum(size: number, term: (index: number) => string): string {
  return each(size).map(term).join(' + ');
}

function each(size: number): number[] {
  return Array.from({ length: size }, (_, at) => at + 1);
}

function pairs(rows: number, columns: number): [row: number, column: number][] {
  return each(rows).flatMap((row) => each(columns).map((column): [number, number] => [row, column]));
}
