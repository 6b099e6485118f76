import { type Pair, pairs } from './support.ts';

const r = String.raw;
const logistic = r`$$z^{(i)} = w^\top x^{(i)} + b, \qquad a^{(i)} = \sigma(z^{(i)})$$ $$J = -\frac1m \sum_{i=1}^m \left[ y^{(i)} \ln a^{(i)} + (1 - y^{(i)}) \ln (1 - a^{(i)}) \right]$$ `;
const errors = r`$e^{(n)} = t^{(n)} - k u^{(n)}$, $q^{(n)} = (e^{(n)})^2$, $D = \sum_{n=1}^N q^{(n)}$. `;

const rows: readonly Pair[] = [
  [
    r`${logistic}$$\frac{\partial J}{\partial z^{(i)}} = \frac1m (a^{(i)} - y^{(i)})$$`,
    r`${logistic}$$\frac{\partial J}{\partial z^{(i)}} = a^{(i)} - y^{(i)}$$`,
    'a score between, over which no sum runs itself',
  ],
  [
    r`${errors}$$\frac{\partial D}{\partial u^{(n)}} = -2 k e^{(n)}$$`,
    r`${errors}$$\frac{\partial D}{\partial u^{(n)}} = -2 e^{(n)}$$`,
    'names of a sample that only formulas for another lead to',
  ],
  [
    r`${errors}$$\frac{dD}{dk} = -2 \sum_{n=1}^N e^{(n)} u^{(n)}$$`,
    r`${errors}$$\frac{dD}{dk} = -2 \sum_{n=1}^N e^{(n)} t^{(n)}$$`,
    'by a number that all samples share',
  ],
];

pairs('names of samples in brackets above', rows);
