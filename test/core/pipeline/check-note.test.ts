import { expect, it } from 'vitest';
import { stepsOf } from '../../support/checks.ts';

const r = String.raw;

it.each([
  [r`$$\begin{aligned} d &= 2b \quad h(z) = 3z \\ &= b + b \\ &= 2b \end{aligned}$$`, 'a chain that goes on below a definition beside it'],
  [r`$d = 2b = b + b = 2b$ and $h(z) = 3z$`, 'one after the other'],
])('the steps of %s stand in the order of the text (%s)', (note) => {
  const starts = stepsOf(note).map(({ range }) => range.start);
  expect(starts).toHaveLength(4);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
});

it.each([
  [
    r`\[
K = D_{\mathrm{KL}}(q \,\|\, p) = \mathbb{E}_{q}[\ln q(z) - \ln p(z)] = \frac12(\mu^2 + \sigma^2 - 1 - \ln \sigma^2)
\]

\[
\frac{\partial K}{\partial \mu} = \mu, \quad \frac{\partial K}{\partial \sigma} = \sigma - \frac{1}{\sigma}
\]`,
    r`\[
z_j = \mu_j + \sigma_j \epsilon_j, \quad \sigma_j = e^{\rho_j / 2}
\]

Where \(\mu_j = \sum_l A_{jl} h_l\), \(\frac{\partial J}{\partial A_{jl}} = \frac{\partial J}{\partial \mu_j} h_l\).`,
    'a shape that only another section makes unclear',
  ],
  [
    r`$$\mathbf{w}=\frac{g}{\|\mathbf{v}\|} \mathbf{v}$$

$$\nabla_{g} L=\frac{\nabla_{\mathbf{w}} L \cdot \mathbf{v}}{\|\mathbf{v}\|}, \quad \nabla_{\mathbf{v}} L=\frac{g}{\|\mathbf{v}\|} \nabla_{\mathbf{w}} L-\frac{g \nabla_{g} L}{\|\mathbf{v}\|^{2}} \mathbf{v}$$`,
    r`$$t=\mathbf{w} \cdot \mathbf{x}, \quad \tilde{t}=t-\mu[t]+b, \quad y=\phi(\tilde{t})$$

$$\nabla_{t} L=\nabla_{\tilde{t}} L-\mu\left[\nabla_{\tilde{t}} L\right]$$`,
    'a loss that another section differentiates in a way that is not read',
  ],
])('what %s says on its own it says beside %s (%s)', (section, other) => {
  const verdicts = (text: string) => stepsOf(text).map(({ lhs, rhs, verdict }) => [lhs, rhs, verdict]);
  const own = verdicts(section);
  expect(verdicts(`${section}\n\n# Other\n\n${other}`).slice(0, own.length)).toEqual(own);
  expect(own.at(-1)?.[2]).toBe('holds');
});

it('a letter that is told apart by its marks says nothing of the section below it', () => {
  const policy = String.raw`$$\pi_\theta(a) = \frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$$ $$\frac{\partial \log \pi_\theta(a)}{\partial \theta_b} = \mathbb{1}[a = b] - \pi_\theta(b)$$`;
  const normal = String.raw`The policy is a normal density with mean $\mu = w^\top \phi(s)$ and scale $\sigma$: $$\log \pi(a \mid s) = -\frac{(a - \mu)^2}{2 \sigma^2} - \log \sigma$$ $$\frac{\partial \log \pi(a \mid s)}{\partial \mu} = \frac{a - \mu}{\sigma^2}$$`;
  expect(stepsOf(`# Softmax\n\n${policy}\n\n# Normal\n\n${normal}`).at(-1)?.verdict).toBe('holds');
});
