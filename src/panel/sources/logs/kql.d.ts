/** Queries of the folder `queries`, as text; the bundler and jest read them alike. */
declare module "*.kql" {
  const text: string;
  export default text;
}
