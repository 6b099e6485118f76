import { type Pair, pairs, tails } from './support.ts';

const r = String.raw;
const network = r`$\mathbf z = \mathbf W^{(1)} \mathbf x$, $\mathbf h = \phi(\mathbf z)$, $\mathbf o = \mathbf W^{(2)} \mathbf h$, $L = \frac12 \|\mathbf o - \mathbf t\|^2$, where $\mathbf x \in \mathbb R^d$, $\mathbf W^{(1)} \in \mathbb R^{h \times d}$, $\mathbf W^{(2)} \in \mathbb R^{q \times h}$, $\mathbf t \in \mathbb R^q$. `;
const toHidden = r`\frac{\partial L}{\partial \mathbf h} = \text{prod}\left(\frac{\partial L}{\partial \mathbf o}, \frac{\partial \mathbf o}{\partial \mathbf h}\right)`;

const rows: readonly Pair[] = [
  [
    r`${network}$$${toHidden} = {\mathbf W^{(2)}}^\top \frac{\partial L}{\partial \mathbf o}$$`,
    r`${network}$$${toHidden} = {\mathbf W^{(1)}}^\top \frac{\partial L}{\partial \mathbf o}$$`,
    'the operator stands for the transpose',
  ],
  [
    r`${network}$$\frac{\partial L}{\partial \mathbf W^{(2)}} = \operatorname{prod}\left(\frac{\partial L}{\partial \mathbf o}, \frac{\partial \mathbf o}{\partial \mathbf W^{(2)}}\right) = \frac{\partial L}{\partial \mathbf o} \mathbf h^\top$$`,
    r`${network}$$\frac{\partial L}{\partial \mathbf W^{(2)}} = \operatorname{prod}\left(\frac{\partial L}{\partial \mathbf o}, \frac{\partial \mathbf o}{\partial \mathbf W^{(2)}}\right) = \frac{\partial L}{\partial \mathbf o} \mathbf x^\top$$`,
    'and for the order, by a matrix',
  ],
  [
    r`${network}$$\frac{\partial L}{\partial \mathbf z} = \mathrm{prod}\left(\frac{\partial L}{\partial \mathbf h}, \frac{\partial \mathbf h}{\partial \mathbf z}\right) = \frac{\partial L}{\partial \mathbf h} \odot \phi'(\mathbf z)$$`,
    r`${network}$$\frac{\partial L}{\partial \mathbf z} = \mathrm{prod}\left(\frac{\partial L}{\partial \mathbf h}, \frac{\partial \mathbf h}{\partial \mathbf z}\right) = \frac{\partial L}{\partial \mathbf h} \odot \phi'(\mathbf x)$$`,
    'through an activation',
  ],
];

pairs('products of derivatives by name', rows);

tails('what only looks like a product of derivatives by name', [
  [
    r`${network}$$\frac{\partial L}{\partial \mathbf h} = \text{prod}\left(\frac{\partial L}{\partial \mathbf z}, \frac{\partial \mathbf o}{\partial \mathbf h}\right)$$`,
    ['undetermined'],
    'derivatives that do not lead on from each other',
  ],
]);
