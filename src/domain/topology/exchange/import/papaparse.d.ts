/** The part of papaparse that is used; its published types bring all of Node's along. */
declare module 'papaparse' {
  const papaparse: {
    readonly parse: (
      text: string,
      options: { readonly delimiter: string; readonly skipEmptyLines: false },
    ) => {
      readonly data: readonly (readonly string[])[];
      readonly errors: readonly { readonly row?: number; readonly message: string }[];
    };
  };
  export default papaparse;
}
