import { describe, expect, it } from 'vitest';
import { render } from '../../../src/core/text/message.ts';
import type { Plan } from '../../../src/core/training/plan.ts';
import { dataOf, planOf, raced, trainerOf } from './support.ts';

const r = String.raw;

/** What a plan assumes of what the notes leave open. */
function assumedIn({ assumed }: Plan): string[] {
  return assumed.map(render).filter((said) => said.startsWith('the notes do not say') || said.startsWith('the notes define no network'));
}

/** A note, the same with a slip, what is assumed, what is learnt, and why this row. */
type Row = readonly [note: string, slip: readonly [right: string, wrong: string], assumed: string, weights: string, why: string];

const rows: readonly Row[] = [
  [
    r`$$L = \sum_i \max(0, 1 - y_i f(x_i; w))$$ $$\frac{\partial L}{\partial f(x_i; w)} = -y_i \mathbb{1}[y_i f(x_i; w) < 1]$$`,
    ['= -y_i', '= y_i'],
    r`the notes do not say what f is; assumed f(x_i; w) = \sum_k w_k x_{ik}`,
    'w:3',
    'one score of each point, and its weights',
  ],
  [
    r`$$L = \frac12 \sum_i (y_i - f(x_i; w))^2$$ $$\nabla_w L = -\sum_i (y_i - f(x_i; w)) \nabla_w f(x_i; w)$$`,
    ['= -', '= '],
    r`the notes do not say what f is; assumed f(x_i; w) = \sum_k w_k x_{ik}`,
    'w:3',
    'the gradient of the score stays as it is written',
  ],
  [
    r`$\hat y_i = f(x_i)$ and $$L = \frac1n \sum_{i=1}^n (\hat y_i - y_i)^2$$ $$\frac{\partial L}{\partial \hat y_i} = \frac{2}{n} (\hat y_i - y_i)$$`,
    [r`\frac{2}{n} (`, r`-\frac{2}{n} (`],
    r`the notes do not say what f is; assumed f(x_i) = \sum_k w_k x_{ik}`,
    'w:3',
    'a function without weights',
  ],
  [
    r`$$L = -\sum_{i=1}^n [y_i \log f_W(x_i) + (1 - y_i) \log (1 - f_W(x_i))]$$ $$\frac{\partial L}{\partial f_W(x_i)} = -\frac{y_i}{f_W(x_i)} + \frac{1 - y_i}{1 - f_W(x_i)}$$`,
    ['= -', '= '],
    r`the notes do not say what f_W is; assumed f_W(x_i) = \frac{1}{1 + e^{-\left(\sum_k W_k x_{ik}\right)}}`,
    'W:3',
    'how likely one of two classes is',
  ],
  [
    r`$\hat y = f(x, w, b)$ and $L = \frac12 (\hat y - y)^2$, so $\frac{\partial L}{\partial \hat y} = \hat y - y$.`,
    [r`= \hat y - y$.`, r`= y - \hat y$.`],
    r`the notes do not say what f is; assumed f(x; w, b) = \sum_k w_k x_k + b`,
    'w:2 b:1',
    'a constant that is added',
  ],
  [
    r`$$L = -\frac1N \sum_{i=1}^N \sum_k t_{ik} \log p_{ik}$$ $$\frac{\partial L}{\partial p_{ik}} = -\frac{t_{ik}}{N p_{ik}}$$`,
    ['= -\\frac{t', '= \\frac{t'],
    r`the notes do not say what p is; assumed p_{ij} = \frac{e^{\sum_k w_{jk} x_{ik}}}{\sum_l e^{\sum_k w_{lk} x_{ik}}}`,
    'w:2x3',
    'how likely each class is, for each point',
  ],
  [
    r`$p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}}$ and $$L = -\frac1N \sum_{i=1}^N \log p_{i y_i}$$ $$\frac{\partial L}{\partial z_{ik}} = \frac1N (p_{ik} - \mathbb{1}[k = y_i])$$`,
    [r`\frac1N (p_{ik} -`, r`(p_{ik} -`],
    r`the notes do not say what z is; assumed z_{ij} = \sum_k w_{jk} x_{ik}`,
    'w:2x3',
    'scores behind a softmax, for each point',
  ],
  [
    r`$p_k = \frac{e^{s_k}}{\sum_j e^{s_j}}$ and $L = -\log p_y$. $$\frac{\partial L}{\partial s_k} = p_k - \mathbb{1}[k = y]$$`,
    ['p_k - ', 'p_k + '],
    'the notes define no network, so s is a linear layer',
    'w:2x2 b:2',
    'scores behind a softmax, of one point',
  ],
  [
    r`$L = -\sum_k t_k \log p_k$. $$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k}$$`,
    ['= -\\frac', '= \\frac'],
    'the notes define no network, so p is a linear layer behind a softmax',
    'w:2x2 b:2',
    'how likely each class is, of one point',
  ],
];

describe('a loss without a network gets the smallest one', () => {
  it.each(rows)('%s', (note, [right, wrong], assumed, weights) => {
    const plan = planOf(note);
    expect(assumedIn(plan)).toEqual([assumed]);
    expect(plan.parameters.map(({ tex, sizes }) => `${tex}:${sizes.join('x') || 1}`).join(' ')).toBe(weights);
    expect(plan.parameters.map(({ standing }) => standing)).toEqual(plan.parameters.map(() => 'right'));
    const slipped = planOf(note.replace(right, () => wrong));
    expect(slipped.parameters.map(({ standing }) => standing)).toEqual(plan.parameters.map(() => 'wrong'));
    expect(slipped.parameters.every(({ faults }) => faults.length === 1)).toBe(true);
  });

  it.each([
    [
      r`$$L=\frac1N\sum_i\sum_{j\neq y_i}\max(0,f(x_i;W)_j-f(x_i;W)_{y_i}+\Delta)+\lambda\sum_k\sum_l W_{k,l}^2$$`,
      r`the notes do not say what f is; assumed f(x_i; W)_j = \sum_k W_{jk} x_{ik}`,
      'a regulariser tells what the weights are',
    ],
    [
      r`The loss of a point is $L_i = -\log f(x_i; W)_{y_i}$.`,
      r`the notes do not say what f is; assumed f(x_i; W)_j = \frac{e^{\sum_k W_{jk} x_{ik}}}{\sum_l e^{\sum_k W_{lk} x_{ik}}}`,
      'the class that is right alone',
    ],
  ])('%s, of which nothing is claimed', (note, assumed) => {
    const plan = planOf(note);
    expect(assumedIn(plan)).toEqual([assumed]);
    expect(plan.parameters.map(({ standing }) => standing)).toEqual(['unclaimed']);
    const race = raced(plan, dataOf('gaussians'), 200);
    expect(race.score().train.exact.accuracy).toBeGreaterThan(0.9);
  });

  const hypothesis = r`$$J(\theta) = \frac{1}{2m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2$$ $$\frac{\partial J}{\partial \theta_j} = \frac1m \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}$$`;
  it.each([
    [hypothesis, 'right', 'weights in the name of the function, and claims about them'],
    [
      hypothesis.replace(
        r`(h_\theta(x^{(i)}) - y^{(i)}) x_j`,
        () => r`(h_\theta(x^{(i)}) - y^{(i)}) h_\theta(x^{(i)}) (1 - h_\theta(x^{(i)})) x_j`,
      ),
      'unused',
      'what is wrong for the assumed function alone may be right for the one that is meant',
    ],
  ])('%s: %s', (note, standing) => {
    const plan = planOf(note);
    expect(assumedIn(plan)).toEqual([r`the notes do not say what h_{\theta} is; assumed h_{\theta}(x_i) = \sum_k \theta_k x_{ik}`]);
    expect(plan.parameters.map((one) => one.standing)).toEqual([standing]);
  });

  it('what is assumed stands nowhere in the note', () => {
    const [text] = rows[0] as Row;
    const trainer = trainerOf(text);
    const goal = trainer.goal();
    if ('refused' in goal) throw new Error(render(goal.refused));
    const plan = trainer.plan(goal, { dimension: 2, classes: 2, batch: 8, randomSeed: 1 });
    if ('refused' in plan) throw new Error(render(plan.refused));
    const places = [...plan.values.flatMap(({ where }) => where ?? []), ...plan.parameters.flatMap(({ claims }) => claims)];
    for (const { part, range } of places) expect([part, range.end <= text.length]).toEqual([0, true]);
  });
});
