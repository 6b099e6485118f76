import { tails } from './support.ts';

const r = String.raw;
const earlier = r`# Cross entropy

$L = -\sum_k t_k \ln y_k$.

# A node

`;

tails('chain rules of names of which nothing is said', [
  [
    r`${earlier}$$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial z} \frac{\partial z}{\partial x}$$`,
    ['holds'],
    'a loss with a formula under another heading',
  ],
  [
    r`${earlier}$$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial z} \frac{\partial x}{\partial z}$$`,
    ['undetermined'],
    'the inner one upside down',
  ],
  [
    r`${earlier}$$\frac{\partial L}{\partial x_i} = \sum_j \frac{\partial L}{\partial q_j} \frac{\partial q_j}{\partial x_i}$$`,
    ['holds'],
    'a vector between, each member of which may be any function of all inputs',
  ],
  [
    r`${earlier}$$\frac{\partial L}{\partial x_i} = \frac{\partial L}{\partial q_i} \frac{\partial q_i}{\partial x_i}$$`,
    ['undetermined'],
    'one member alone, which a softmax between would not allow',
  ],
  [
    r`$q_j = \sum_k v_{jk} h_k$. $$\frac{\partial L}{\partial x_i} = \sum_j \frac{\partial L}{\partial q_j} \frac{\partial q_j}{\partial x_i}$$`,
    ['undetermined'],
    'a formula for what stands between, of other inputs',
  ],
  [
    r`$p_j = a_j x_j$ and $L$ is a loss. $$\frac{\partial L}{\partial x_i} = \sum_j \frac{\partial L}{\partial q_j} \frac{\partial q_j}{\partial x_i}$$`,
    ['undetermined'],
    'another name that is made of the inputs, through which the loss may rest on them as well',
  ],
]);
