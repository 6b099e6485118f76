/** The vector kernels, compiled by the build from `simd/module.ts`: the bytes in base 64. */
declare module '*/kernels.wasm' {
  const bytes: string;
  export default bytes;
}
