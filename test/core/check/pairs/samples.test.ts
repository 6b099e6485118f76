import { type Pair, pairs } from './support.ts';

const r = String.raw;
const logistic = r`$$z^{(i)} = w^\top x^{(i)} + b, \qquad a^{(i)} = \sigma(z^{(i)})$$ $$J = -\frac1m \sum_{i=1}^m \left[ y^{(i)} \ln a^{(i)} + (1 - y^{(i)}) \ln (1 - a^{(i)}) \right]$$ `;
const errors = r`$e^{(n)} = t^{(n)} - k u^{(n)}$, $q^{(n)} = (e^{(n)})^2$, $D = \sum_{n=1}^N q^{(n)}$. `;

const kernel = r`$$k(x_i, x_j) = (x_i^\top x_j + c)^2$$ $$f(x) = \sum_i \alpha_i k(x_i, x) + b$$ `;
const rows: readonly Pair[] = [
  [
    r`${kernel}$$k(x_i, x_j) = k(x_j, x_i)$$ $$\nabla_x f(x) = 2 \sum_i \alpha_i (x_i^\top x + c) x_i$$`,
    r`${kernel}$$\nabla_x f(x) = \sum_i \alpha_i (x_i^\top x + c) x_i$$`,
    'a kernel that is given at two samples, and is a function of any two vectors',
  ],
  [
    r`${kernel}$$\frac{\partial f(x)}{\partial \alpha_i} = k(x, x_i)$$`,
    r`${kernel}$$\frac{\partial f(x)}{\partial \alpha_i} = 2k(x, x_i)$$`,
    'the arguments of a kernel in another order',
  ],
  [
    r`$$f(x) = \sum_i \alpha_i k(x_i, x), \quad k(x_i, x_j) = x_i x_j + c$$ $$\frac{\partial f(x)}{\partial \alpha_i} = x_i x + c$$`,
    r`$$f(x) = \sum_i \alpha_i k(x_i, x), \quad k(x_i, x_j) = x_i x_j + c$$ $$\frac{\partial f(x)}{\partial \alpha_i} = x_i x$$`,
    'a kernel of numbers',
  ],
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

const scores = r`$f(x_i; W)_j = \sum_k W_{jk} x_{ik}$. `;
const score = r`$g(x_i; w) = \sum_k w_k x_{ik}$, $L = \sum_i \ln(1 + e^{-y_i g(x_i; w)})$. `;

const hypothesis = r`$h_\theta(x) = \theta^T x$ and $$J(\theta) = \frac{1}{2m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2$$ `;

const linear = r`$f(x_i; W) = W x_i$ and $L_i = -f(x_i; W)_{y_i} + \log \sum_j e^{f(x_i; W)_j}$. `;

const ofPoints: readonly Pair[] = [
  [
    r`${linear}$$\frac{\partial L_i}{\partial W_{jk}} = \left(\frac{e^{f(x_i; W)_j}}{\sum_l e^{f(x_i; W)_l}} - \mathbb{1}[j = y_i]\right) x_{ik}$$`,
    r`${linear}$$\frac{\partial L_i}{\partial W_{jk}} = \left(\frac{e^{f(x_i; W)_j}}{\sum_l e^{f(x_i; W)_l}} + \mathbb{1}[j = y_i]\right) x_{ik}$$`,
    'scores of a whole point, of which components stand elsewhere',
  ],
  [
    r`$g(x_i) = w^\top x_i$ and $L = \frac1N \sum_i (g(x_i) - y_i)^2$. $$\frac{\partial L}{\partial w_k} = \frac2N \sum_i (g(x_i) - y_i) x_{ik}$$`,
    r`$g(x_i) = w^\top x_i$ and $L = \frac1N \sum_i (g(x_i) - y_i)^2$. $$\frac{\partial L}{\partial w_k} = \frac1N \sum_i (g(x_i) - y_i) x_{ik}$$`,
    'one score of a whole point',
  ],
  [
    r`${hypothesis}$$\frac{\partial J}{\partial \theta_j} = \frac1m \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}$$`,
    r`${hypothesis}$$\frac{\partial J}{\partial \theta_j} = \frac1m \sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x_j^{(i)}$$`,
    'a function of a vector at a sample in brackets above, of which the entries stand below',
  ],
  [
    r`${scores}$$L_i = -f(x_i; W)_{y_i} + \log \sum_j e^{f(x_i; W)_j}, \quad \frac{\partial L_i}{\partial W_{jk}} = \left(\frac{e^{f(x_i; W)_j}}{\sum_l e^{f(x_i; W)_l}} - \mathbb{1}[j = y_i]\right) x_{ik}$$`,
    r`${scores}$$L_i = -f(x_i; W)_{y_i} + \log \sum_j e^{f(x_i; W)_j}, \quad \frac{\partial L_i}{\partial W_{jk}} = \left(\frac{e^{f(x_i; W)_j}}{\sum_l e^{f(x_i; W)_l}} + \mathbb{1}[j = y_i]\right) x_{ik}$$`,
    'scores of a point',
  ],
  [
    r`${score}$$\frac{\partial L}{\partial w_k} = -\sum_i \frac{y_i x_{ik}}{1 + e^{y_i g(x_i; w)}}$$`,
    r`${score}$$\frac{\partial L}{\partial w_k} = -\sum_i \frac{y_i x_{ik}}{1 + e^{-y_i g(x_i; w)}}$$`,
    'one score of each point under a sum',
  ],
];

pairs('functions of a point of which the argument tells the number', ofPoints);
