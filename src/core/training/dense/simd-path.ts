import { tableStarts, tables, tablesLength } from './elementary.ts';
import type { Forward, Kernels, LossKernel, LossKernelName } from './kernels.ts';
import kernelBytes from './kernels.wasm';
import type { Path } from './path.ts';
import { kernelOf, plainOn } from './path.ts';

/** What is needed of WebAssembly; the core compiles without the types of a host. */
interface Wasm {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => { readonly buffer: ArrayBuffer };
}

/** What `simd/module.ts` exports: kernels, losses, softmax, and two functions for each activation, `name` and `nameBack`. */
type Exports = Kernels &
  Readonly<Record<LossKernelName, LossKernel>> & {
    readonly softmax: Forward;
    readonly softmaxBack: (d: number, y: number, rows: number, n: number) => void;
    readonly [activation: string]: ((...args: number[]) => unknown) | undefined;
  };

const pageLength = 2 ** 13;
const wasm = (globalThis as unknown as { readonly WebAssembly?: Wasm }).WebAssembly;
/** The compiled kernels, made at first need; undefined where the host knows no vectors, or lets no module be made. */
let compiled: { readonly module: object | undefined } | undefined;

function kernelModule(): object | undefined {
  compiled ??= { module: compile() };
  return compiled.module;
}

function compile(): object | undefined {
  const bytes = fromBase64(kernelBytes);
  try {
    return wasm?.validate(bytes) ? new wasm.Module(bytes) : undefined;
  } catch {
    // A page whose policy lacks `wasm-unsafe-eval`.
    return undefined;
  }
}

/** The path with vectors of two numbers, where the host has them. What it has no kernel for goes through the plain loops on the same memory. */
export function simdPath(length: number): Path | undefined {
  const module = kernelModule();
  if (module === undefined || wasm === undefined) return undefined;
  const pages = Math.ceil((tablesLength + length) / pageLength);
  const memory = new wasm.Memory({ initial: pages, maximum: pages });
  const numbers = new Float64Array(memory.buffer);
  tables.forEach((table, n) => {
    numbers.set(table, tableStarts[n]);
  });
  const { exports } = new wasm.Instance(module, { host: { memory } });
  const plain = plainOn(numbers, tablesLength);
  return {
    ...plain,
    name: 'simd',
    kernels: exports,
    activation(name, parameter) {
      if (name === 'softmax') return { forward: exports.softmax, back: (d, y, _, rows, n) => exports.softmaxBack(d, y, rows, n) };
      const forward = exports[name];
      const back = exports[`${name}Back`];
      if (forward === undefined || back === undefined) return plain.activation(name, parameter);
      return {
        forward: (y, a, rows, n) => void forward(y, a, rows * n, parameter),
        back: (d, y, a, rows, n) => void back(d, y, a, rows * n, parameter),
      };
    },
    loss(loss, fused) {
      const name = kernelOf(loss, fused);
      return name === undefined ? plain.loss(loss, fused) : exports[name];
    },
  };
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a text in base 64; the core has no host that would decode it. */
function fromBase64(text: string): Uint8Array {
  const end = text.indexOf('=') < 0 ? text.length : text.indexOf('=');
  const bytes = new Uint8Array((end * 3) >> 2);
  let bits = 0;
  for (let n = 0, at = 0; n < end; n++) {
    bits = (bits << 6) | digits.indexOf(text.charAt(n));
    if (n % 4 !== 0) bytes[at++] = (bits >> (6 - 2 * (n % 4))) & 255;
  }
  return bytes;
}
