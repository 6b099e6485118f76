import { says } from './says.ts';

const r = String.raw;
const quadratic = r`f(x) = x^\top A x`;
const vector = r`$x \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$.`;

says('what is stated of a matrix is used', [
  [['$A$ is symmetric and $x$ is a vector.', quadratic], 'f', 'x', '2 A x', 'in words'],
  [
    [r`$A \in \mathbb{R}^{n \times n}$ is symmetric and $x, b \in \mathbb{R}^n$.`, r`g(x) = \frac{1}{2} x^\top A x - b^\top x`],
    'g',
    'x',
    'A x - b',
    'behind where it is from',
  ],
  [['$x$ is a vector, with a symmetric matrix $A$.', quadratic], 'f', 'x', '2 A x', 'words in front'],
  [['$A$ and $B$ are symmetric matrices, $x$ is a vector.', r`f(x) = x^\top A x + x^\top B x`], 'f', 'x', '2 (A + B) x', 'a row of names'],
  [['$A$ ist eine symmetrische Matrix, $x$ ist ein Vektor.', quadratic], 'f', 'x', '2 A x', 'in another language'],
  [[vector, '$A^\\top = A$', quadratic], 'f', 'x', '2 A x', 'as an equation'],
  [[vector, '$A = A^T$', quadratic], 'f', 'x', '2 A x', 'the other way round'],
  [[r`$A \in \mathbb{S}^n$ and $x \in \mathbb{R}^n$.`, quadratic], 'f', 'x', '2 A x', 'as the set that it is from'],
  [[r`$A \in \mathbb{S}_{++}^n$ and $x \in \mathbb{R}^n$.`, quadratic], 'f', 'x', '2 A x', 'as a part of that set'],
  [[r`$A \succ 0$ and $x \in \mathbb{R}^n$.`, quadratic], 'f', 'x', '2 A x', 'by what only symmetric matrices are'],
  [['$A$ is positive definite, $x$ is a vector.', quadratic], 'f', 'x', '2 A x', 'and by what only they are called'],
  [
    [r`$\Sigma$ is the covariance matrix, $x$ and $\mu$ are vectors.`, r`D = (x - \mu)^\top \Sigma^{-1} (x - \mu)`],
    'D',
    'x',
    r`2 \Sigma^{-1} (x - \mu)`,
    'the inverse is symmetric as well',
  ],
  [
    ['$w_{ij} = w_{ji}$ for all weights.', r`E = -\frac{1}{2} \sum_i \sum_j w_{ij} s_i s_j`],
    'E',
    's_i',
    r`-\sum_j w_{ij} s_j`,
    'in entries',
  ],
  [[vector, quadratic], 'f', 'x', r`(A + A^\top) x`, 'nothing is stated'],
  [['$A$ is not symmetric, $x$ is a vector.', quadratic], 'f', 'x', r`(A + A^\top) x`, 'the opposite is'],
  [[vector, quadratic, '$f$ is shorter if $A$ is symmetric.'], 'f', 'x', r`(A + A^\top) x`, 'one case, said behind'],
  [
    ['$x$ is a vector, and the covariance of $A$ is not needed.', vector, quadratic],
    'f',
    'x',
    r`(A + A^\top) x`,
    'something of it is called so',
  ],
  [[vector, '$B$ is symmetric.', r`f(x) = x^\top A x`], 'f', 'x', r`(A + A^\top) x`, 'another one is'],
]);

says('juxtaposed capitals of a function of numbers', [
  [[r`U(r) = -\frac{GMm}{r}`], 'U', 'r', r`\frac{G M m}{r^2}`, 'physics'],
  [[r`U(r) = -\frac{GMm}{r}`], 'U', 'M', r`-\frac{G m}{r}`, 'the others in the order of the author'],
  [['z = a b x'], 'z', 'a', 'b x', 'and so of small letters'],
  [
    [r`C = S \Phi(d) - K e^{-r T} \Phi(d - \sigma)`, r`$\Phi$ is the standard normal CDF.`],
    'C',
    'S',
    r`\Phi(d)`,
    'beside functions of numbers that words name',
  ],
  [['Z = X W'], 'Z', 'W', 'whether X is a number, a vector or a matrix cannot be told', 'nothing tells that these are numbers'],
]);
