import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const heads = r`$q_{hid} = \sum_e x_{ie} W^Q_{hed}$, $k_{hjd} = \sum_e x_{je} W^K_{hed}$, $s_{hij} = \sum_d q_{hid} k_{hjd}$. `;
const layer = r`$q_{ad} = \sum_e x_e W_{aed}$. `;
const convolution = r`$y_{nijc} = \sum_{a,b,d} w_{abdc} x_{n,i+a,j+b,d}$. `;

const rows: readonly Pair[] = [
  [
    r`${heads}$$\frac{\partial L}{\partial W^Q_{hed}} = \sum_i x_{ie} \frac{\partial L}{\partial q_{hid}}$$`,
    r`${heads}$$\frac{\partial L}{\partial W^Q_{hed}} = \sum_i x_{id} \frac{\partial L}{\partial q_{hid}}$$`,
    'three letters that spell a word, one of which a sum runs over',
  ],
  [
    r`${layer}$$\frac{\partial q_{ad}}{\partial W_{aed}} = x_e$$`,
    r`${layer}$$\frac{\partial q_{ad}}{\partial W_{aed}} = x_d$$`,
    'the letters in a derivative, where no sum shows what they are',
  ],
  [
    r`${convolution}$$\frac{\partial L}{\partial w_{abdc}} = \sum_{n,i,j} \frac{\partial L}{\partial y_{nijc}} x_{n,i+a,j+b,d}$$`,
    r`${convolution}$$\frac{\partial L}{\partial w_{abdc}} = -\sum_{n,i,j} \frac{\partial L}{\partial y_{nijc}} x_{n,i+a,j+b,d}$$`,
    'four letters, those that no sum runs over below two names',
  ],
];

pairs('runs of letters that are indices', rows);

checks('words beside them', [
  [
    r`$z = \sum_o w_{out} h_o x_u y_t$. $$\frac{\partial z}{\partial w_{out}} = \sum_o h_o x_u y_t$$`,
    'holds',
    '',
    'a word that notes use for labels, though all of its letters are indices',
  ],
  [
    r`$z = \sum_a w_{area} h_a$. $$\frac{\partial z}{\partial w_{area}} = \sum_a h_a$$`,
    'holds',
    '',
    'a word of which other letters are no indices',
  ],
]);
