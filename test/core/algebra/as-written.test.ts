import { says } from './says.ts';

const r = String.raw;

const layer = r`$\mathbf{x} \in \mathbb{R}^d$, $\mathbf{u}, \mathbf{t} \in \mathbb{R}^m$, $W \in \mathbb{R}^{m \times d}$`;
const relu = [
  layer,
  r`\mathbf{u} = W \mathbf{x}`,
  r`\mathbf{h} = \max(0, \mathbf{u})`,
  r`E = \frac12 \|\mathbf{h} - \mathbf{t}\|^2`,
] as const;
const data = r`Observations $\mathbf{x}_n \in \mathbb{R}^d$, mean $\boldsymbol\mu \in \mathbb{R}^d$, $\Lambda \in \mathbb{R}^{d \times d}$, weights $\mathbf{w} \in \mathbb{R}^d$.`;
const svm = r`J = \frac12 \|\mathbf{w}\|^2 + \sum_n \max(0, 1 - t_n \mathbf{w}^\top \mathbf{x}_n)^2`;

says('conditions on all entries of a vector', [
  [relu, 'E', r`\mathbf{u}`, r`(\mathbf{h} - \mathbf{t}) \odot \mathbb{1}[\mathbf{u} > 0]`, 'entry by entry'],
  [relu, 'E', 'W', r`((\mathbf{h} - \mathbf{t}) \odot \mathbb{1}[\mathbf{u} > 0]) \mathbf{x}^\top`, 'in an outer product'],
  [relu, 'E', r`\mathbf{x}`, r`W^\top ((\mathbf{h} - \mathbf{t}) \odot \mathbb{1}[\mathbf{u} > 0])`, 'behind a matrix'],
  [
    [layer, r`\mathbf{h} = \max(\mathbf{0}, \mathbf{u})`, r`E = \frac12 \|\mathbf{h} - \mathbf{t}\|^2`],
    'E',
    r`\mathbf{u}`,
    r`(\mathbf{h} - \mathbf{t}) \odot \mathbb{1}[\mathbf{u} > 0]`,
    'a zero in bold is zero',
  ],
]);

says('what the author writes as vectors', [
  [
    [data, svm],
    'J',
    r`\mathbf{w}`,
    r`\mathbf{w} - 2 \sum_n t_n \max(0, 1 - t_n \mathbf{w}^\top \mathbf{x}_n) \mathbf{x}_n`,
    'a maximum of numbers in a sum over vectors',
  ],
  [[data, svm], 'J', r`\mathbf{x}_n`, r`-2 t_n \max(0, 1 - t_n \mathbf{w}^\top \mathbf{x}_n) \mathbf{w}`, 'by one of them'],
  [
    [data, r`\ell = -\frac12 \sum_{n=1}^N (\mathbf{x}_n - \boldsymbol\mu)^\top \Lambda (\mathbf{x}_n - \boldsymbol\mu)`],
    r`\ell`,
    r`\boldsymbol\mu`,
    r`\frac{1}{2} \sum_{n=1}^N (\Lambda + \Lambda^\top) (\mathbf{x}_n - \boldsymbol\mu)`,
    'a matrix in a sum over vectors has no numbers to sum over',
  ],
  [
    [r`$w, x_i \in \mathbb{R}^d$`, r`L = \frac{1}{N} \sum_{i=1}^N (w^\top x_i + b - y_i)^2`],
    'L',
    'b',
    r`\frac{2}{N} \sum_{i=1}^N (w^\top x_i + b - y_i)`,
    'a number beside rows, and what there is one of for each row',
  ],
  [
    [r`$\mathbf{u}, \mathbf{v} \in \mathbb{R}^n$`, r`d = 1 - \frac{\mathbf{u}^\top \mathbf{v}}{\|\mathbf{u}\| \, \|\mathbf{v}\|}`],
    'd',
    r`\mathbf{u}`,
    r`\frac{1}{\|\mathbf{u}\| \|\mathbf{v}\|} \left(\frac{\mathbf{u}^\top \mathbf{v}}{\|\mathbf{u}\|^2} \mathbf{u} - \mathbf{v}\right)`,
    'no length both above and below a line',
  ],
]);

says('logarithms that the note gives a formula for', [
  [
    [r`\ln L(\mu, s) = -n \ln s - \frac{1}{2 s^2} \sum_{i=1}^n (x_i - \mu)^2`],
    r`\ln L`,
    r`\mu`,
    r`\frac{1}{s^2} \sum_{i=1}^n (x_i - \mu)`,
    'of a function',
  ],
  [[r`\log L = \sum_i y_i \log q + \sum_i (1 - y_i) \log(1 - q)`], r`\log L`, 'y_i', r`\log(q) - \log(1 - q)`, 'of a name'],
  [[r`\log y = a x`], 'y', 'x', r`a y`, 'the name itself, where that is asked for'],
  [[r`y = a x^2`, r`z = \log y`], 'z', 'x', r`\frac{2 a x}{y}`, 'what has a formula of its own is no logarithm'],
]);

says('capital letters that stand for sums of entries', [
  [[r`H = -\sum_a p_a \ln p_a`, r`J = \sum_a p_a q_a + \tau H`], 'J', 'p_a', r`q_a - \tau \, (\ln(p_a) + 1)`, 'an entropy beside a weight'],
  [
    [r`M = \sum_i a_i X_i`, r`L = v M w`],
    'L',
    'v',
    'whether M is a number, a vector or a matrix cannot be told',
    'of capital letters with numbers',
  ],
]);

says('the order of terms and factors', [
  [[r`E = \frac12 (z - x)^2 + \frac{\beta}{2} z^2`], 'E', 'z', r`z - x + \beta z`, 'names together, in front of longer terms'],
  [[r`E = \beta (e^{v} - v)`], 'E', 'v', r`\beta \, (e^{v} - 1)`, 'a constant before a bracket with functions'],
  [
    [r`\rho = \begin{cases} \frac{(a - b)^2}{2} & a > b \\ 0 & \text{otherwise} \end{cases}`],
    r`\rho`,
    'b',
    r`\begin{cases} b - a & a > b \\ 0 & \text{otherwise} \end{cases}`,
    'a sign within each case',
  ],
]);

says('matrices that sums have in common', [
  [
    [r`$W \in \mathbb{R}^{m \times k}$`, r`R = \frac{\mu}{4} \|W^\top W - I\|_F^2`],
    'R',
    'W',
    r`\mu W (W^\top W - I)`,
    'in front, with the identity where nothing else is left',
  ],
  [
    [r`$W \in \mathbb{R}^{m \times k}$`, r`R = \frac{\mu}{4} \|W^\top W - I\|_F^2`],
    'R',
    r`\mu`,
    r`\frac{\|W^\top W - I\|_F^2}{4}`,
    'a norm as it is written, and no trace',
  ],
  [
    [r`$Q, K \in \mathbb{R}^{n \times d}$, $T \in \mathbb{R}^{n \times n}$`, r`S = Q K^\top`, r`J = \frac12 \|S - T\|_F^2`],
    'J',
    'K',
    r`(S - T)^\top Q`,
    'what is transposed as a whole',
  ],
]);

says('fractions and sums', [
  [
    [r`\ell = n \ln k + k \sum_{i=1}^n \ln x_i - \sum_{i=1}^n \left(\frac{x_i}{\lambda}\right)^k`],
    r`\ell`,
    'k',
    r`\frac{n}{k} + \sum_{i=1}^n \ln(x_i) - \sum_{i=1}^n \left(\frac{x_i}{\lambda}\right)^k \ln\left(\frac{x_i}{\lambda}\right)`,
    'a long sum stays by itself',
  ],
  [
    [r`c = \sum_i \sum_j a_{ij} \log(s_i + s_j)`],
    'c',
    's_i',
    r`\sum_j \frac{a_{ij} + a_{ji}}{s_i + s_j}`,
    'two that are added come together',
  ],
  [
    [r`\ell_i = -\log \frac{\exp(s_{ii} / \tau)}{\sum_k \exp(s_{ik} / \tau)}`],
    r`\ell_i`,
    's_{ij}',
    r`\frac{1}{\tau} \, \left(\frac{\exp(s_{ij} / \tau)}{\sum_k \exp(s_{ik} / \tau)} - \delta_{ij}\right)`,
    'a fraction stays in its bracket',
  ],
]);

says('one of several by its number', [
  [[r`y_n = \sum_k w_k x_{nk}`, r`J = \frac12 (y_n - t_n)^2`], 'J', 'y_n', r`y_n - t_n`, 'the one that is meant'],
  [[r`y_n = \sum_k w_k x_{nk}`, r`J = \frac12 (y_n - t_n)^2`], 'J', 'x_{nk}', r`(y_n - t_n) w_k`, 'behind another name too'],
  [
    [r`e_n = d_n - \sum_{k=0}^2 w_k x_{n-k}`, r`J = \frac12 e_n^2`],
    'J',
    'w_k',
    'in the formula of J the index n is neither summed over nor one of J',
    'a number of which others are counted is none that is told',
  ],
]);
