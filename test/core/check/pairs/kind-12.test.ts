import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [r`$0.37\times0.81=0.30$`, r`$0.37\times0.81=0.33$`, 'a product rounded to two digits'],
  [r`$\sigma(0.5)=0.622$`, r`$\sigma(0.5)=0.378$`, 'a sigmoid rounded to three digits'],
  [
    r`$0.741\times0.187\times0.593=0.1386\times0.593=0.0822$`,
    r`$0.741\times0.187\times0.593=0.1386\times0.593=0.0882$`,
    'a chain of rounded numbers',
  ],
  [r`$E=\frac12(1-0.73)^2+\frac12(0-0.21)^2=0.0585$`, r`$E=\frac12(1-0.73)^2+\frac12(0-0.21)^2=0.117$`, 'an error of two outputs'],
  [r`$\frac{e^{1}}{e^{1}+e^{2}+e^{3}}=0.09$`, r`$\frac{e^{1}}{e^{1}+e^{2}+e^{3}}=0.24$`, 'a softmax of three'],
  [r`$\frac13=0.333$`, r`$\frac13=0.323$`, 'a third as a decimal'],
  [r`$\frac{1.2+0.7+2.4}{3}=1.43$`, r`$\frac{1.2+0.7+2.4}{3}=1.34$`, 'a mean of a batch'],
  [r`$\frac{(1-2)^2+(2-2)^2+(3-2)^2}{3}=0.67$`, r`$\frac{(1-2)^2+(2-2)^2+(3-2)^2}{3}=0.33$`, 'a variance of a batch'],
  [r`$\sqrt{0.67+0.01}=0.82$`, r`$\sqrt{0.67+0.01}=0.28$`, 'a root rounded'],
  [r`$1-\tanh^2(0.6)=0.712$`, r`$1-\tanh^2(0.6)=0.463$`, 'a hyperbolic tangent'],
  [
    r`$$\begin{aligned}\delta&=(o-t)\,o\,(1-o)\\&=(0.7514-0.01)\cdot0.7514\cdot(1-0.7514)\\&=0.1385\end{aligned}$$`,
    r`$$\begin{aligned}\delta&=(o-t)\,o\,(1-o)\\&=(0.7514-0.01)\cdot0.7514\cdot(1-0.7514)\\&=-0.1385\end{aligned}$$`,
    'a formula, its numbers and its value',
  ],
  [r`$2.5\times10^{-3}\cdot4=0.01$`, r`$2.5\times10^{-3}\cdot4=0.1$`, 'a power of ten'],
  [r`$0.1\cdot1+0.4\cdot0.5-0.3\cdot2+0.05=-0.25$`, r`$0.1\cdot1+0.4\cdot0.5-0.3\cdot2+0.05=0.35$`, 'a long sum with a bias'],
  [r`$\sqrt{1.5^2+2^2}=2.5$`, r`$\sqrt{1.5^2+2^2}=3.5$`, 'a Euclidean norm in numbers'],
  [r`$\frac1{1+e^{0.2}}\approx0.45=0.5-0.05$`, r`$\frac1{1+e^{0.2}}\approx0.45=0.5-0.5$`, 'a chain with a sign of nearness between'],
  [
    r`$a=\frac1{1+e^{-0.430}}=0.606$, so $0.606\,(1-0.606)=0.239$`,
    r`$a=\frac1{1+e^{-0.430}}=0.606$, so $0.606\,(1-0.606)=0.394$`,
    'a value carried on in a chain',
  ],
  [r`$e^{-1.200}\approx0.301$`, r`$e^{-1.200}\approx0.310$`, 'an exponential with enough digits'],
  [r`$-\ln0.700=0.357$`, r`$-\ln0.700=0.537$`, 'a logarithm with enough digits'],
  [r`$0.200\cdot1.500+0.100=0.400$`, r`$0.200\cdot1.500+0.100=0.300$`, 'a weighted sum with digits'],
  [r`$0.80-0.5\cdot0.12=0.74$`, r`$0.80-0.5\cdot0.12=0.86$`, 'a step of descent in numbers only'],
  [r`$(-2+5)\cdot(-4)=-12$`, r`$(-2+5)\cdot(-4)=12$`, 'a circuit of whole numbers'],
  [r`$2\cdot3\cdot(-4)=-24$`, r`$2\cdot3\cdot(-4)=24$`, 'a chain of three whole numbers and their signs'],
  [r`$0.298371109+0.023560026=0.321931135$`, r`$0.298371109+0.023560026=0.321913135$`, 'a result with a unit of two digits and a sum'],
  [r`$0.138498562\cdot0.40=0.055399425$`, r`$0.138498562\cdot0.40=0.053599425$`, 'products of a backward pass'],
  [r`$0.40-0.5\cdot0.082167041=0.35891648$`, r`$0.40-0.5\cdot0.082167041=0.44108352$`, 'a new weight'],
  [r`$\frac{45}{60}=0.75$`, r`$\frac{45}{60}=0.57$`, 'percent as a fraction'],
];

pairs('kind 12: numbers rounded to the digits shown', rows);
