import { describe, expect, it } from 'vitest';
import { planOf, twoLayers } from './support.ts';

const r = String.raw;

/** A rule in short: the optimiser, its rate and its constants. */
function ruleOf(note: string): string {
  const { optimiser, rate, constants } = planOf(note).rule;
  return [optimiser, rate ?? 'open', ...Object.entries(constants).map(([name, value]) => `${name}=${value}`)].join(' ');
}

const adam = r`$g_t = \nabla_\theta E$, $m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t$, $s_t = \beta_2 s_{t-1} + (1 - \beta_2) g_t^2$, $\theta_t = \theta_{t-1} - \alpha \frac{\hat m_t}{\sqrt{\hat s_t} + \epsilon}$`;

describe('the rule by which notes move their parameters', () => {
  it.each([
    // what the notes say below their network                                                       the rule                      why this row
    ['', 'sgd open', 'nothing'],
    [r`$w_{ji} \leftarrow w_{ji} - \eta \frac{\partial E}{\partial w_{ji}}$ with $\eta = 0.3$`, 'sgd 0.3', 'an update by the derivative'],
    [r`$w_{ji} \leftarrow w_{ji} - \eta \epsilon_j x_i$ with $\eta = 0.3$`, 'sgd 0.3', 'an update by what it is worked out by'],
    [r`$\theta \leftarrow \theta - \eta \nabla_\theta E$, $\eta = 0.2$`, 'sgd 0.2', 'a letter for all parameters'],
    [r`$\theta_{t+1} = \theta_t - \eta \nabla_\theta E$, $\eta = 0.2$`, 'sgd 0.2', 'the same, step by step'],
    [r`$\theta_{\text{new}} = \theta_{\text{old}} - \eta \nabla_\theta E$, $\eta = 0.2$`, 'sgd 0.2', 'the same, by words'],
    [r`The learning rate is $\eta = 0.7$.`, 'sgd 0.7', 'words alone'],
    [
      r`$u_{ji} \leftarrow \mu u_{ji} - \eta \frac{\partial E}{\partial w_{ji}}$, $w_{ji} \leftarrow w_{ji} + u_{ji}$, $\mu = 0.8$, $\eta = 0.05$`,
      'momentum 0.05 momentum=0.8',
      'a velocity that takes the whole step',
    ],
    [
      r`$u_{ji} \leftarrow \mu u_{ji} + \frac{\partial E}{\partial w_{ji}}$, $w_{ji} \leftarrow w_{ji} - \eta u_{ji}$, $\mu = 0.8$, $\eta = 0.05$`,
      'momentum 0.05 momentum=0.8',
      'a velocity that is scaled where it moves something',
    ],
    [
      r`$u_{ji} \leftarrow \mu u_{ji} + (1 - \mu) \frac{\partial E}{\partial w_{ji}}$, $w_{ji} \leftarrow w_{ji} - \eta u_{ji}$, $\mu = 0.75$, $\eta = 0.5$`,
      'momentum 0.125 momentum=0.75',
      'a running mean, which takes only its share of each derivative',
    ],
    [
      r`$u_t = \gamma u_{t-1} + \eta \nabla_\theta E$, $\theta = \theta - u_t$, $\gamma = 0.95$, $\eta = 0.02$`,
      'momentum 0.02 momentum=0.95',
      'step by step, for all parameters',
    ],
    [
      `${adam}, $\\alpha = 0.01$, $\\beta_1 = 0.8$, $\\beta_2 = 0.99$`,
      'adam 0.01 beta1=0.8 beta2=0.99',
      'means of derivatives and of their squares',
    ],
    [adam, 'adam open', 'the same without numbers'],
    [
      r`$s_t = \beta s_{t-1} + (1 - \beta) t^2$, $m_t = \beta m_{t-1} + (1 - \beta) s_t$, $\beta = 0.9$`,
      'sgd open',
      'running means of something else',
    ],
  ])('%s: %s', (said, rule) => {
    expect(ruleOf(`${twoLayers}\n\n${said}`)).toBe(rule);
  });
});

it('a velocity of layer weights has their shape', () => {
  const plan = planOf(r`$$h = \tanh(W_1 x + b_1), \quad y = W_2 h + b_2, \quad E = \frac12 \|y - t\|^2$$

$$\delta = (W_2^\top (y - t)) \odot (1 - h \odot h), \quad \frac{\partial E}{\partial W_1} = \delta x^\top, \quad \frac{\partial E}{\partial b_1} = \delta$$

$$v \leftarrow \mu v - \eta \frac{\partial E}{\partial W_1}, \quad W_1 \leftarrow W_1 + v$$

with $\mu = 0.8$ and $\eta = 0.05$.`);
  expect(plan.parameters.map(({ tex, sizes, standing }) => `${tex} ${sizes.join('x')} ${standing}`)).toContain('W_1 8x2 right');
  expect(plan.rule).toEqual({ optimiser: 'momentum', rate: 0.05, constants: { momentum: 0.8 } });
});
