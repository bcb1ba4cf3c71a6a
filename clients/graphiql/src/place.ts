// Where this page stands: beside the graph of the service, or beside that of the analysts' practice city. There a
// persona is a header, since no token of anybody leads into that city.
const root = new URL('..', location.href).pathname;

export const PRACTICE = root.endsWith('/oefenstad/');
export const GRAPH = `${root}graphql`;
export const PERSONAS = PRACTICE ? `${root}personas` : `${root}ontwikkeling/personas`;
export const TOKEN = `${root}ontwikkeling/token`;
