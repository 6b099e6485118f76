// Compiles the trainer's vector kernels, whose text src/core/training/dense/simd/module.ts writes, and lets bundles import the bytes.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import startWabt from 'wabt';

const source = fileURLToPath(new URL('../src/core/training/dense/simd/module.ts', import.meta.url));
const name = /\/kernels\.wasm$/;

/** The module's bytes in base 64. */
async function compiled() {
  const { outputFiles } = await build({ entryPoints: [source], bundle: true, write: false, format: 'esm', logLevel: 'warning' });
  const { module } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  const parsed = (await startWabt()).parseWat('kernels.wat', module, { simd: true });
  try {
    parsed.resolveNames();
    parsed.validate({ simd: true });
    return Buffer.from(parsed.toBinary({}).buffer).toString('base64');
  } finally {
    parsed.destroy();
  }
}

let once;

async function code() {
  once ??= compiled();
  return `export default ${JSON.stringify(await once)};`;
}

/** For esbuild. */
export const wasmKernels = {
  name: 'wasm-kernels',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: name }, () => ({ path: 'kernels.wasm', namespace: 'wasm-kernels' }));
    onLoad({ filter: /.*/, namespace: 'wasm-kernels' }, async () => ({ contents: await code(), loader: 'js' }));
  },
};

/** For the tests. */
export const wasmKernelsInTests = {
  name: 'wasm-kernels',
  enforce: 'pre',
  resolveId: (id) => (name.test(id) ? '\0wasm-kernels' : undefined),
  load: (id) => (id === '\0wasm-kernels' ? code() : undefined),
};
