import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$\mathcal{L} = \tfrac12\bigl(\hat y - y\bigr)^{2}$ gives $\dfrac{\partial \mathcal L}{\partial \hat{y}} = \hat{y} - y$`,
    r`$\mathcal{L} = \tfrac12\bigl(\hat y - y\bigr)^{2}$ gives $\dfrac{\partial \mathcal L}{\partial \hat{y}} = y - \hat{y}$`,
    'a hat with and without braces, sized brackets',
  ],
  [
    r`\begin{align}
\mathrm{out} &= \tanh(\mathrm{net}) \\
\frac{\partial\,\mathrm{out}}{\partial\,\mathrm{net}} &= 1 - \mathrm{out}^2
\end{align}`,
    r`\begin{align}
\mathrm{out} &= \tanh(\mathrm{net}) \\
\frac{\partial\,\mathrm{out}}{\partial\,\mathrm{net}} &= 1 - \mathrm{out}
\end{align}`,
    'upright names in an aligned block',
  ],
  [
    r`$r = \sqrt{x^2+y^2}$, $\frac{\partial r}{\partial x} = \frac{x}{r}$`,
    r`$r = \sqrt{x^2+y^2}$, $\frac{\partial r}{\partial x} = \frac{x}{2r}$`,
    'a radius and its root',
  ],
  [
    r`$$\ell = \log\left(1+\exp(-y\,f)\right)$$

$$\frac{\partial \ell}{\partial f} = \frac{-y}{1+\exp(yf)}$$`,
    r`$$\ell = \log\left(1+\exp(-y\,f)\right)$$

$$\frac{\partial \ell}{\partial f} = \frac{-y}{1+\exp(-yf)}$$`,
    'the logistic loss of a margin, the sign in the exponent turned over',
  ],
  [
    r`$c_t = f_t c_{t-1} + i_t \tilde{c}_t$, so $\frac{\partial c_t}{\partial f_t} = c_{t-1}$`,
    r`$c_t = f_t c_{t-1} + i_t \tilde{c}_t$, so $\frac{\partial c_t}{\partial f_t} = \tilde{c}_t$`,
    'the cell of an LSTM, one step back',
  ],
  [
    r`$s=\ln(1+e^x)$ and $y = x\tanh(s)$. Then $$\frac{dy}{dx} = \tanh(s) + x\,\big(1-\tanh^2(s)\big)\cdot\frac{e^x}{1+e^x}$$`,
    r`$s=\ln(1+e^x)$ and $y = x\tanh(s)$. Then $$\frac{dy}{dx} = \tanh(s) + x\,\big(1-\tanh^2(s)\big)\cdot\frac{1}{1+e^x}$$`,
    'the Mish activation',
  ],
  [
    r`$$ { E } = { \left( { w }_{ 12 } { x }_{ 1 } + { b }_{ 2 } \right) }^{ 2 } $$ and $$ \frac { \partial { E } }{ \partial { w }_{ 12 } } = 2 \left( { w }_{ 12 } { x }_{ 1 } + { b }_{ 2 } \right) { x }_{ 1 } $$`,
    r`$$ { E } = { \left( { w }_{ 12 } { x }_{ 1 } + { b }_{ 2 } \right) }^{ 2 } $$ and $$ \frac { \partial { E } }{ \partial { w }_{ 12 } } = 2 \left( { w }_{ 12 } { x }_{ 1 } + { b }_{ 2 } \right) { w }_{ 12 } $$`,
    'braces as a machine writes them',
  ],
  [
    r`With $z=wx+b$, $a=\frac{1}{1+e^{-z}}$ and $C=(a-t)^2$ we find
$$\frac{\partial C}{\partial w} = \frac{\partial C}{\partial a}\cdot\frac{\partial a}{\partial z}\cdot\frac{\partial z}{\partial w} = 2(a-t)\times a(1-a)\times x$$`,
    r`With $z=wx+b$, $a=\frac{1}{1+e^{-z}}$ and $C=(a-t)^2$ we find
$$\frac{\partial C}{\partial w} = \frac{\partial C}{\partial a}\cdot\frac{\partial a}{\partial z}\cdot\frac{\partial z}{\partial w} = 2(a-t)\times a(1-a)\times w$$`,
    'a chain of three fractions and its value',
  ],
  [
    r`$p = \frac{1}{1+e^{-z/\tau}}$, $\frac{dp}{d\tau} = -\frac{z}{\tau^2}\,p(1-p)$`,
    r`$p = \frac{1}{1+e^{-z/\tau}}$, $\frac{dp}{d\tau} = -\frac{z}{\tau}\,p(1-p)$`,
    'a temperature under the exponent',
  ],
  [
    r`$y = e^{-x^2}$; $\frac{\mathrm{d}\,y}{\mathrm{d}x} = -2x\,e^{-x^2}$`,
    r`$y = e^{-x^2}$; $\frac{\mathrm{d}\,y}{\mathrm{d}x} = -2x\,e^{-2x}$`,
    'an upright d and a bell',
  ],
  [
    r`$$\frac{\partial}{\partial \theta_0}\left(\theta_0+\theta_1x-y\right)^2 = 2(\theta_0+\theta_1x-y)$$`,
    r`$$\frac{\partial}{\partial \theta_0}\left(\theta_0+\theta_1x-y\right)^2 = 2(\theta_0+\theta_1x-y)x$$`,
    'an operator before its operand',
  ],
  [
    r`$z^{(1)} = w^{(1)}x$, $a^{(1)} = \tanh(z^{(1)})$, $z^{(2)} = w^{(2)}a^{(1)}+b^{(2)}$, hence $\frac{\partial z^{(2)}}{\partial z^{(1)}} = w^{(2)}\left(1-(a^{(1)})^2\right)$`,
    r`$z^{(1)} = w^{(1)}x$, $a^{(1)} = \tanh(z^{(1)})$, $z^{(2)} = w^{(2)}a^{(1)}+b^{(2)}$, hence $\frac{\partial z^{(2)}}{\partial z^{(1)}} = w^{(1)}\left(1-(a^{(1)})^2\right)$`,
    'layer labels in brackets',
  ],
  [
    r`$D=\sqrt{(a_1-b_1)^2+(a_2-b_2)^2}$, $\frac{\partial D}{\partial b_1} = -\frac{a_1-b_1}{D}$`,
    r`$D=\sqrt{(a_1-b_1)^2+(a_2-b_2)^2}$, $\frac{\partial D}{\partial b_1} = \frac{a_1-b_1}{D}$`,
    'the distance of two points, the side of the difference',
  ],
  [
    r`$\frac{d}{dx}\ln\left(1+e^{x}\right) = \frac{1}{1+e^{-x}}$`,
    r`$\frac{d}{dx}\ln\left(1+e^{x}\right) = \frac{1}{1+e^{x}}$`,
    'softplus written out',
  ],
  [
    r`$y = \frac{x}{\sqrt{1+x^2}}$
$$\begin{aligned}
\frac{dy}{dx} &= \frac{\sqrt{1+x^2} - \frac{x^2}{\sqrt{1+x^2}}}{1+x^2} \\
&= (1+x^2)^{-\frac32}
\end{aligned}$$`,
    r`$y = \frac{x}{\sqrt{1+x^2}}$
$$\begin{aligned}
\frac{dy}{dx} &= \frac{\sqrt{1+x^2} - \frac{x^2}{\sqrt{1+x^2}}}{1+x^2} \\
&= (1+x^2)^{-\frac12}
\end{aligned}$$`,
    'two rows, the second begins with the sign of equality',
  ],
  [
    r`$\ell = \log\cosh e$ and $e = \hat y - y$, so $\frac{\partial\ell}{\partial y} = -\tanh(\hat y-y)$`,
    r`$\ell = \log\cosh e$ and $e = \hat y - y$, so $\frac{\partial\ell}{\partial y} = \tanh(\hat y-y)$`,
    'a margin in cosh',
  ],
  [
    r`For a target $y$, a mean $m$ and a spread $s$ the loss is $\mathcal{L} = \log s + \frac{(y-m)^2}{2s^2}$ and $\frac{\partial\mathcal L}{\partial s} = \frac1{s} - \frac{(y-m)^2}{s^3}$`,
    r`For a target $y$, a mean $m$ and a spread $s$ the loss is $\mathcal{L} = \log s + \frac{(y-m)^2}{2s^2}$ and $\frac{\partial\mathcal L}{\partial s} = \frac1{s} - \frac{(y-m)^2}{s^2}$`,
    'the power of a spread, the symbols introduced in words',
  ],
  [
    r`$v_{\text{new}} = \beta v_{\text{old}} + (1-\beta) g$, $\frac{\partial v_{\text{new}}}{\partial \beta} = v_{\text{old}} - g$`,
    r`$v_{\text{new}} = \beta v_{\text{old}} + (1-\beta) g$, $\frac{\partial v_{\text{new}}}{\partial \beta} = v_{\text{old}} + g$`,
    'words as subscripts',
  ],
  [
    r`$h_t = (1-z_t)h_{t-1} + z_t\tilde h_t$, $\dfrac{\partial h_t}{\partial z_t} = \tilde h_t - h_{t-1}$`,
    r`$h_t = (1-z_t)h_{t-1} + z_t\tilde h_t$, $\dfrac{\partial h_t}{\partial z_t} = \tilde h_t + h_{t-1}$`,
    'a GRU gate between two states',
  ],
  [
    r`$$\frac{d}{dz}\,\frac{e^{z}}{e^{z}+e^{c}} \;=\; \frac{e^{z}\cdot e^{c}}{\left(e^{z}+e^{c}\right)^2}$$`,
    r`$$\frac{d}{dz}\,\frac{e^{z}}{e^{z}+e^{c}} \;=\; \frac{e^{z}\cdot e^{c}}{e^{z}+e^{c}}$$`,
    'an operator on a quotient of exponentials',
  ],
];

pairs('bundle A: derivatives in all spellings, scripts, accents, products and elementary functions', rows);
