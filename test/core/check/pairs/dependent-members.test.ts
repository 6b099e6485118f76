import { type Pair, pairs } from './support.ts';

const r = String.raw;
const last = r`$p_K = 1 - \sum_{k<K} p_k$. $$L = -\sum_{k=1}^K t_k \log p_k$$ `;
const entropy = r`$$H = -\sum_{i=1}^{n} p_i \log p_i$$ with $p_n = 1 - \sum_{i=1}^{n-1} p_i$. `;
const three = r`$p_3 = 1 - p_1 - p_2$ and $H = -\sum_{i=1}^3 p_i \log p_i$. `;

const rows: readonly Pair[] = [
  [
    r`${last}$$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k} + \frac{t_K}{p_K}$$`,
    r`${last}$$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k} - \frac{t_K}{p_K}$$`,
    'the last member is what the others leave',
  ],
  [
    r`${last}$$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k} + \frac{t_K}{1 - \sum_{j<K} p_j}$$`,
    r`${last}$$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k} + \frac{t_K}{1 - p_k}$$`,
    'the last member written out',
  ],
  [
    r`${last}$$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k}$$`,
    r`${last}$$\frac{\partial L}{\partial p_k} = \frac{t_k}{p_k}$$`,
    'the last member held',
  ],
  [
    r`${last}$$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k} + \frac{t_K}{p_K}$$`,
    r`$$L = -\sum_{k=1}^K t_k \log p_k$$ $$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k} + \frac{t_K}{p_K}$$`,
    'a last member that nobody makes of the others',
  ],
  [
    r`${entropy}$$\frac{\partial H}{\partial p_i} = -\log p_i + \log p_n$$`,
    r`${entropy}$$\frac{\partial H}{\partial p_i} = -\log p_i - \log p_n$$`,
    'an entropy',
  ],
  [
    r`${three}$$\frac{\partial H}{\partial p_1} = -\log p_1 + \log p_3$$`,
    r`${three}$$\frac{\partial H}{\partial p_1} = -\log p_1 + \log p_2$$`,
    'members by their numbers',
  ],
];

pairs('members that are made of the others', rows);
