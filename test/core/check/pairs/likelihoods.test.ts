import { pairs } from './support.ts';

const r = String.raw;

const normal = r`$$\ell(\mu, \sigma^2) = -\frac{N}{2} \ln(2\pi\sigma^2) - \frac{1}{2\sigma^2} \sum_{n=1}^N (x_n - \mu)^2$$ `;
const mixture = r`$$\mathcal{N}(x \mid m_k, s_k^2) = \frac{1}{\sqrt{2\pi}\, s_k} \exp\left(-\frac{(x - m_k)^2}{2 s_k^2}\right)$$ $$L = \sum_{n=1}^N \ln \sum_{k=1}^K \pi_k\, \mathcal{N}(x_n \mid m_k, s_k^2)$$ $$r_{nk} = \frac{\pi_k\, \mathcal{N}(x_n \mid m_k, s_k^2)}{\sum_{j=1}^K \pi_j\, \mathcal{N}(x_n \mid m_j, s_j^2)}$$ `;

pairs('powers of names among the parameters of a function', [
  [
    r`${normal}$$\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma^2} \sum_{n=1}^N (x_n - \mu)$$`,
    r`${normal}$$\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma} \sum_{n=1}^N (x_n - \mu)$$`,
    'a likelihood of the mean and the variance',
  ],
  [
    r`${normal}$$\frac{\partial \ell}{\partial \sigma} = -\frac{N}{\sigma} + \frac{1}{\sigma^3} \sum_{n=1}^N (x_n - \mu)^2$$`,
    r`${normal}$$\frac{\partial \ell}{\partial \sigma} = -\frac{N}{2\sigma} + \frac{1}{\sigma^3} \sum_{n=1}^N (x_n - \mu)^2$$`,
    'by the name, though its square is the parameter',
  ],
  [
    r`${normal}$$\frac{\partial^2 \ell}{\partial (\sigma^2)^2} = \frac{N}{2\sigma^4} - \frac{1}{\sigma^6} \sum_{n=1}^N (x_n - \mu)^2$$`,
    r`${normal}$$\frac{\partial^2 \ell}{\partial (\sigma^2)^2} = \frac{N}{2\sigma^4} - \frac{1}{\sigma^4} \sum_{n=1}^N (x_n - \mu)^2$$`,
    'twice by the square',
  ],
  [
    r`$$f(a, b^2) = a b^2 + b^4$$ $$\frac{\partial f}{\partial b} = 2 a b + 4 b^3$$`,
    r`$$f(a, b^2) = a b^2 + b^4$$ $$\frac{\partial f}{\partial b} = 2 a + 4 b^3$$`,
    'of any function',
  ],
]);

pairs('the number of the circle beside weights that have its letter', [
  [
    r`${mixture}$$\frac{\partial L}{\partial m_k} = \sum_{n=1}^N r_{nk} \frac{x_n - m_k}{s_k^2}$$`,
    r`${mixture}$$\frac{\partial L}{\partial m_k} = \sum_{n=1}^N r_{nk} \frac{x_n - m_k}{s_k}$$`,
    'a mixture of normal densities that are written out',
  ],
  [
    r`${mixture}$$\frac{\partial L}{\partial \pi_k} = \sum_{n=1}^N \frac{r_{nk}}{\pi_k}$$`,
    r`${mixture}$$\frac{\partial L}{\partial \pi_k} = \sum_{n=1}^N r_{nk} \pi_k$$`,
    'by the weights, on which the density does not depend',
  ],
]);

const divergence = r`$$F = \sum_k q_k \ln \frac{p_k}{q_k}$$ `;

pairs('chances of events, which only words explain', [
  [
    r`Let $p_k = P(y = k \mid x)$. ${divergence}$$\frac{\partial F}{\partial q_k} = \ln p_k - \ln q_k - 1$$`,
    r`Let $p_k = P(y = k \mid x)$. ${divergence}$$\frac{\partial F}{\partial q_k} = \ln p_k - \ln q_k + 1$$`,
    'a posterior',
  ],
  [
    r`Write $p_k = p(x, z = k)$ and $p = \sum_k p_k$. ${divergence}$$\frac{\partial F}{\partial q_k} = \ln p_k - \ln q_k - 1$$`,
    r`Write $p_k = p(x, z = k)$ and $p = \sum_k p_k$. ${divergence}$$\frac{\partial F}{\partial q_k} = \ln p_k - \ln q_k$$`,
    'a joint density, at one of its classes',
  ],
  [
    r`$p_1 = \Pr[Z = 1]$ and $L = -\ln p_1$. $\frac{dL}{dp_1} = -\frac{1}{p_1}$`,
    r`$p_1 = \Pr[Z = 1]$ and $L = -\ln p_1$. $\frac{dL}{dp_1} = \frac{1}{p_1}$`,
    'in square brackets',
  ],
]);

const policy = r`$$\pi_\theta(a) = \frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$$ `;
const entropy = r`$$H = -\sum_a \pi_a \log \pi_a$$ `;

pairs('names that words make short for something', [
  [
    r`${policy}Write $\pi_a$ for $\pi_\theta(a)$. ${entropy}$$\frac{\partial H}{\partial \theta_b} = -\pi_b (\log \pi_b + H)$$`,
    r`${policy}Write $\pi_a$ for $\pi_\theta(a)$. ${entropy}$$\frac{\partial H}{\partial \theta_b} = -\pi_b (\log \pi_b - H)$$`,
    'in English',
  ],
  [
    r`${policy}Wir schreiben kurz $\pi_a$ für $\pi_\theta(a)$. ${entropy}$$\frac{\partial H}{\partial \theta_b} = -\pi_b (\log \pi_b + H)$$`,
    r`${policy}Wir schreiben kurz $\pi_a$ für $\pi_\theta(a)$. ${entropy}$$\frac{\partial H}{\partial \theta_b} = \pi_b (\log \pi_b + H)$$`,
    'in German',
  ],
  [
    r`${policy}用 $\pi_a$ 代表 $\pi_\theta(a)$。${entropy}$$\frac{\partial H}{\partial \theta_b} = -\pi_b (\log \pi_b + H)$$`,
    r`${policy}用 $\pi_a$ 代表 $\pi_\theta(a)$。${entropy}$$\frac{\partial H}{\partial \theta_b} = -(\log \pi_b + H)$$`,
    'in Chinese',
  ],
]);
