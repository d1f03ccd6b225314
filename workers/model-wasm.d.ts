/** Address of the compiled performance model; provided by the assembly-model plugin. */
declare module 'virtual:model.wasm' {
  const url: string;
  export default url;
}
