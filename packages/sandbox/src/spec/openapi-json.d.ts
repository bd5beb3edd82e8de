/** The document is large: as a type of its own, the compiler would read all of it. */
declare module '@secuconnect/api/openapi.json' {
  const document: import('./document.ts').OpenApiDocument;
  export default document;
}
