import { elementwiseFunctions } from './elementwise.ts';
import { lossFunctions } from './losses.ts';
import { gradient, multiply } from './products.ts';

/** The vector kernels as WebAssembly text. They work on a memory that is handed in and begins with the tables of elementary functions. */
export const module = `(module (import "host" "memory" (memory 1))
${[multiply, gradient, ...elementwiseFunctions, ...lossFunctions].join('\n')}
)
`;
