import { defineConfig } from 'vitest/config';
import { wasmKernelsInTests } from './scripts/wasm-kernels.mjs';

export default defineConfig({
  plugins: [wasmKernelsInTests],
  test: { include: ['test/**/*.test.ts'], exclude: ['test/vscode/**'], testTimeout: 60_000 },
});
