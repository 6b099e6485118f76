import { says } from './says.ts';

const r = String.raw;
const skipGram = [r`J = -\log \frac{e^{u_o^\top v_c}}{\sum_{w} e^{u_w^\top v_c}}`];
const contrast = [r`L = -\log \frac{\exp(\mathbf{q}^\top \mathbf{k}_+ / \tau)}{\sum_{i=0}^K \exp(\mathbf{q}^\top \mathbf{k}_i / \tau)}`];
const negatives = [r`J = -\log \sigma(u_o^\top v_c) - \sum_{k=1}^K \log \sigma(-u_k^\top v_c)`];

says('vectors by an index or a label are written as wholes', [
  [skipGram, 'J', 'v_c', r`\frac{\sum_w e^{u_w^\top v_c} u_w}{\sum_w e^{u_w^\top v_c}} - u_o`, 'the vector of a word, by its label'],
  [skipGram, 'J', 'u_o', r`\left(\frac{e^{u_o^\top v_c}}{\sum_w e^{u_w^\top v_c}} - 1\right) v_c`, 'the one that a label selects'],
  [
    skipGram,
    'J',
    'u_w',
    r`\left(\frac{e^{u_w^\top v_c}}{\sum_i e^{u_i^\top v_c}} - \mathbb{1}[w = o]\right) v_c`,
    'any of them: the index of the sum is another one',
  ],
  [
    contrast,
    'L',
    r`\mathbf{q}`,
    r`\frac{1}{\tau} \left(\frac{\sum_{i=0}^K \exp\left(\frac{\mathbf{q}^\top \mathbf{k}_i}{\tau}\right) \mathbf{k}_i}{\sum_{i=0}^K \exp\left(\frac{\mathbf{q}^\top \mathbf{k}_i}{\tau}\right)} - \mathbf{k}_+\right)`,
    'a label that is a sign',
  ],
  [contrast, 'L', r`\mathbf{k}_+`, r`-\frac{\mathbf{q}}{\tau}`, 'by that one'],
  [
    contrast,
    'L',
    r`\tau`,
    r`\frac{1}{\tau^2} \left(\mathbf{q}^\top \mathbf{k}_+ - \frac{\sum_{i=0}^K \exp\left(\frac{\mathbf{q}^\top \mathbf{k}_i}{\tau}\right) \mathbf{q}^\top \mathbf{k}_i}{\sum_{i=0}^K \exp\left(\frac{\mathbf{q}^\top \mathbf{k}_i}{\tau}\right)}\right)`,
    'a number, by products of vectors',
  ],
  [negatives, 'J', 'v_c', r`(\sigma(u_o^\top v_c) - 1) u_o + \sum_{k=1}^K (1 - \sigma(-u_k^\top v_c)) u_k`, 'negative sampling'],
]);
